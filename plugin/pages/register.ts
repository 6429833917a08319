import type { FastifyInstance } from 'fastify'
import type { AdminParts } from './admin/frame/parts.ts'
import { registerAdminPages } from './admin/frame/register.ts'
import { registerAssets } from './assets/register.ts'
import { languageCookie } from './language.ts'
import { ownPath } from './own-path.ts'

/** The pages on our own host: those for who works with Lethe, and what all of them share. */
export const registerPages = async (app: FastifyInstance, parts: AdminParts): Promise<void> => {
  registerAssets(app)
  app.get('/', (_, reply) => reply.redirect('/admin', 303))
  for (const url of ['/docs', '/docs/']) app.get(url, (_, reply) => reply.redirect('/admin/reference', 303))
  app.get('/language/:language', (request, reply) => {
    const { language } = request.params as { language: string }
    const { to } = request.query as { to?: unknown }
    const year = 365 * 24 * 60 * 60
    const chosen = language === 'de' ? 'de' : 'en'
    return reply
      .header('set-cookie', `${languageCookie}=${chosen}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly`)
      .redirect(ownPath(to, '/'), 303)
  })
  await app.register(pages => registerAdminPages(pages, parts), { prefix: '/admin' })
}
