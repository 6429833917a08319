import type { Visit } from '../frame/visit.ts'

/** A step of the way from nothing to a first deletion; null: the reader may not see whether it is done. */
export interface Step {
  readonly name: 'controller' | 'mail' | 'platform' | 'askers' | 'second' | 'way' | 'test'
  readonly isDone: boolean | null
  readonly go: string
  readonly also?: { readonly href: string; readonly name: string }
}

/** Whether a practice request has come to its end, lately. */
const hasTested = async ({ call, may, now }: Visit, practice: readonly string[]): Promise<boolean | null> => {
  if (!may('listRequests')) return null
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
  // What has just ended is listed with the open ones, until it lies on the shelf of its month.
  const shelves = [{}, { ended: now.toISOString().slice(0, 7) }, { ended: before.toISOString().slice(0, 7) }]
  for (const platform of practice)
    for (const shelf of shelves) {
      const { items } = await call('listRequests', { query: { platform, limit: 200, ...shelf } })
      if (items.some(({ state }) => state === 'completed' || state === 'partially-completed')) return true
    }
  return false
}

/** Every step with how it stands. */
export const readSteps = async (visit: Visit): Promise<readonly Step[]> => {
  const { call, may } = visit
  const [controller, mail, platforms, people, sources] = await Promise.all([
    call('showController'),
    call('showMail'),
    call('listPlatforms'),
    may('listPersons') ? call('listPersons') : null,
    may('listSources') ? call('listSources') : null
  ])
  const active = people?.filter(({ disabledAt }) => disabledAt === null)
  const practice = platforms.filter(platform => platform.practice).map(({ id }) => id)
  const own = platforms.find(platform => !platform.practice) ?? platforms[0]
  const isReached = platforms.some(({ gateway }) => gateway !== null)
  return [
    { name: 'controller', isDone: controller.name !== null, go: '/admin/controller' },
    { name: 'mail', isDone: mail.isSet, go: '/admin/endpoints/mail' },
    { name: 'platform', isDone: platforms.length > 0, go: '/admin/platforms/new?practice=yes' },
    {
      name: 'askers',
      // A role without an account there may ask for nobody.
      isDone: active?.some(({ roles, accounts }) => roles.includes('user-manager') && accounts.length > 0) ?? null,
      go: '/admin/people'
    },
    {
      name: 'second',
      // Whoever was let in counts as one with whoever let them in: two names alone are not two people.
      isDone: active === undefined ? null : new Set(active.map(({ countsAs }) => countsAs)).size > 1,
      go: '/admin/people/new'
    },
    {
      name: 'way',
      isDone: isReached || (sources === null ? null : sources.length > 0),
      go: '/admin/sources',
      ...(own === undefined ? {} : { also: { href: `/admin/platforms/${own.id}/gateway`, name: own.name } })
    },
    { name: 'test', isDone: await hasTested(visit, practice), go: '/admin/first-run/test' }
  ]
}
