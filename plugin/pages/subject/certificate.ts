import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErasureRequest } from '../../erasure/request.ts'
import { readLink } from '../../store/records/links.ts'
import { type Language, languageOf } from '../../texts/language.ts'
import { certificatePage } from '../certificate/of-platform.ts'
import { certificateStyleSource } from '../certificate/style.ts'
import type { PageParts } from '../parts.ts'
import { showText, siteOf } from './show.ts'

type Given = FastifyRequest<{ Params: { token: string }; Querystring: { language?: string } }>

/** Only the style in the page itself; nothing runs, nothing is fetched. */
const policy = `default-src 'none'; style-src ${certificateStyleSource}; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`

/**
 * The certificate for whoever has the link of the last mail: a page to be printed, and the signed file. It names nobody, so
 * the link shows nothing that could be held against them.
 */
export const registerCertificatePages = (app: FastifyInstance, parts: PageParts): void => {
  const find = async (request: Given): Promise<string | null> => {
    const id = readLink(parts.keys, 'certificate', request.params.token, parts.clock.now().toISOString())
    const document = id === null ? null : await parts.store.get<ErasureRequest>('request', id)
    if (document === null || document.body.platform !== siteOf(request).platform) return null
    return parts.certificateOf(document)
  }
  const languageAsked = ({ query, headers }: Given): Language =>
    languageOf(query.language ?? headers['accept-language'] ?? null)
  const nowhere = (request: Given, reply: FastifyReply) => showText(reply, request, texts => texts.link, 404)

  app.get('/certificate/:token', async (request: Given, reply) => {
    const text = await find(request)
    if (text === null) return nowhere(request, reply)
    const { body, platform } = siteOf(request)
    const named = { body, platform: await parts.connect(platform) }
    const page = certificatePage(text, named, languageAsked(request), `/lethe/certificate/${request.params.token}/file`)
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page)
  })
  app.get('/certificate/:token/file', async (request: Given, reply) => {
    const text = await find(request)
    if (text === null) return nowhere(request, reply)
    return reply
      .header('content-disposition', 'attachment; filename="certificate.json"')
      .header('cache-control', 'no-store')
      .type('application/json')
      .send(text)
  })
}
