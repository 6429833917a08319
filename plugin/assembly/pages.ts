import type { FastifyInstance } from 'fastify'
import { mayCall, type OperationId } from '../api/permissions.ts'
import type { ApiDocument } from '../document.ts'
import { isSafeWay, openPinned } from '../doors.ts'
import { registerPages } from '../pages/register.ts'
import { createIdentityProvider, type IdentityProvider } from '../pages/sign-in/provider.ts'
import { registerSignIn } from '../pages/sign-in/register.ts'
import { createSessions } from '../pages/sign-in/sessions.ts'
import { publicUrlOf } from './public-url.ts'
import type { Surroundings } from './surroundings.ts'
import type { Assembled } from './work.ts'

/** The institution's identity provider, asked through doors of its own. */
export const connectProvider = (app: FastifyInstance, around: Surroundings): IdentityProvider =>
  createIdentityProvider({ ...around, openDoor: openPinned(around), isSafeWay, publicUrl: publicUrlOf(app, around) })

/** The pages for those who work with Lethe, on the listener of our API and as a client of it. */
export const openPages = async (
  app: FastifyInstance,
  around: Surroundings,
  document: ApiDocument,
  provider: IdentityProvider,
  { tally }: Pick<Assembled, 'tally'>
): Promise<void> => {
  const { store, keys, clock, random } = around
  const publicUrl = publicUrlOf(app, around)
  const sessions = await createSessions(app, { store, keys, clock, publicUrl })
  await app.register(pages =>
    registerSignIn(pages, { store, keys, clock, random, tally, sessions, provider, publicUrl })
  )
  await registerPages(app, {
    clock,
    document,
    sessions,
    may: (roles, operation) => mayCall(roles, operation as OperationId)
  })
}
