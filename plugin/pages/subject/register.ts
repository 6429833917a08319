import type { FastifyInstance } from 'fastify'
import { registerAssets } from '../assets/register.ts'
import { takeForms } from '../form.ts'
import type { MailCodeParts, PageParts } from '../parts.ts'
import { servePages } from './frame/serve.ts'
import { pastThePlatform } from './past-platform.ts'
import { underPlatform } from './under-platform.ts'

/** How long somebody waits for a platform. */
const patienceMs = 20_000

const deadline = (): AbortSignal => AbortSignal.timeout(patienceMs)

/**
 * The pages for learners and users, under the platform's own host at `/lethe/`: what stops my deletion, the links of our
 * mails, how a demand stands. Opening a link does nothing.
 */
export const registerSubjectPages = async (app: FastifyInstance, parts: PageParts): Promise<void> => {
  registerAssets(app)
  await app.register(pages => servePages(pages, parts, underPlatform(parts), deadline))
}

/** The same pages on our own host, for those who come in by a code: `/subject/` and the id of a platform. */
export const registerMailCodePages = async (app: FastifyInstance, parts: MailCodeParts): Promise<void> => {
  takeForms(app, { bodyLimit: 16 * 1024 })
  await servePages(app, parts, pastThePlatform(parts, deadline), deadline)
}
