import type { ErasureRequest } from '../../../erasure/request.ts'
import { readLink } from '../../../store/records/links.ts'
import { certificatePage } from '../../certificate/of-platform.ts'
import { certificatePolicy } from '../../certificate/style.ts'
import type { Answer, SubjectPage, Visit } from '../frame/page.ts'
import { say } from '../frame/say.ts'

const find = async ({ parts, site, params }: Visit): Promise<string | null> => {
  const id = readLink(parts.keys, 'certificate', params.token!, parts.clock.now().toISOString())
  const document = id === null ? null : await parts.store.get<ErasureRequest>('request', id)
  if (document === null || document.body.platform !== site.platform) return null
  return parts.certificateOf(document)
}

const nowhere = (visit: Visit): Answer => say(visit, texts => texts.link, 404)

/**
 * The certificate for whoever has the link of the last mail: a page to be printed. It names nobody, so the link shows nothing
 * that could be held against them.
 */
export const certificate: SubjectPage = {
  path: '/certificate/:token',
  async draw(visit) {
    const text = await find(visit)
    if (text === null) return nowhere(visit)
    const { parts, site, base, language, params } = visit
    const named = { body: site.body, platform: await parts.connect(site.platform) }
    return {
      type: 'text/html; charset=utf-8',
      content: certificatePage(text, named, language, `${base}/certificate/${params.token}/file`),
      headers: { 'content-security-policy': certificatePolicy }
    }
  }
}

/** The signed file of the same certificate. */
export const certificateFile: SubjectPage = {
  path: '/certificate/:token/file',
  async draw(visit) {
    const text = await find(visit)
    if (text === null) return nowhere(visit)
    return {
      type: 'application/json',
      content: text,
      headers: { 'content-disposition': 'attachment; filename="certificate.json"' }
    }
  }
}
