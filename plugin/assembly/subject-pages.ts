import type { FastifyInstance } from 'fastify'
import type { Foresee } from '../erasure/foreseen.ts'
import { paceAccept } from '../intake/pace.ts'
import type { PageParts } from '../pages/parts.ts'
import { registerMailCodePages } from '../pages/subject/register.ts'
import { drawCertificate } from '../work/draw-certificate.ts'
import { foresee } from '../work/reading/foresee.ts'
import { publicUrlOf } from './public-url.ts'
import type { Surroundings } from './surroundings.ts'
import type { Assembled } from './work.ts'

/** What the pages for subjects work with, and so does the gateway beside them. */
export const subjectPageParts = (
  { store, keys, clock, random }: Surroundings,
  { work, accept, tally }: Pick<Assembled, 'work' | 'accept' | 'tally'>
): PageParts => {
  const look: Foresee = (thinkable, signal) => foresee(work, thinkable, signal)
  return {
    ...{ store, keys, clock, random, tally },
    accept: paceAccept(accept, tally),
    connect: async platform => (await work.platforms.get(platform))?.platform ?? null,
    foresee: look,
    hasMail: work.send !== null,
    certificateOf: request => drawCertificate(work, request)
  }
}

/** The pages for subjects of whom no session of a platform can tell us, on the listener of our API. */
export const openSubjectPages = async (
  app: FastifyInstance,
  around: Surroundings,
  assembled: Assembled
): Promise<void> => {
  const { mailer, work } = assembled
  const parts = {
    ...subjectPageParts(around, assembled),
    publicUrl: publicUrlOf(app, around),
    async sendCode(...args: Parameters<NonNullable<typeof mailer>['sendCode']>) {
      await mailer?.sendCode(...args)
    },
    tell: (because: string) => work.log.error({ code: because }, 'a code could not be sent')
  }
  await app.register(pages => registerMailCodePages(pages, parts), { prefix: '/subject/:platform' })
}
