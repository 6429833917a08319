import { learner } from '../../flows/openolat-ground.ts'
import { openSections } from '../sections.ts'
import { type BadState, day, type Ground, minute, ofPlatform, once, state, wake } from './state.ts'

const people = Array.from({ length: 6 }, (_, at) => ({
  key: 3000 + at,
  login: `guest.${at}`,
  profile: { firstName: 'Guest', lastName: `No ${at}`, email: `guest.${at}@olat.example` }
}))
const guests = people.map(({ login, profile }) => [login, profile.email] as const)
/** Every request waits for somebody to agree. */
const waiting = { policy: { approvals: 1 as const } }

/** What may be wrong with requests. */
export const ofRequests: readonly BadState[] = [
  state('LetheQueueStandsStill', { seed: { people } }, async (scene, { clock, scrapeUntil }) => {
    scene.box.faults.add({ route: '*', kind: 'slow', ms: 20_000, times: 1000 })
    await Promise.all(guests.map(guest => scene.demand(guest)))
    clock.move(30 * minute)
    const text = await scrapeUntil(/^lethe_queue_oldest_due_timestamp_seconds /m)
    scene.box.faults.clear()
    return once(text)
  }),
  state(
    'LetheDeadlineNear',
    waiting,
    async (scene, { clock, scrapeUntil }) => {
      await scene.untilState(await scene.demand(learner), 'awaiting-approval')
      clock.move(26 * day)
      await wake(scene)
      return once(await scrapeUntil(/^lethe_requests_due\{.*due="near"\} 1$/m))
    },
    { labels: ofPlatform }
  ),
  state(
    'LetheDeadlineMissed',
    waiting,
    async (scene, { clock, scrapeUntil }) => {
      await scene.untilState(await scene.demand(learner), 'awaiting-approval')
      clock.move(45 * day)
      await wake(scene)
      return once(await scrapeUntil(/^lethe_requests_due\{.*due="overdue"\} 1$/m))
    },
    { labels: ofPlatform }
  ),
  state('LetheRequestsStalled', {}, async (scene, { scrapeUntil }) => {
    scene.box.faults.add({ route: 'deleteUser', kind: 'malformed' })
    await scene.untilState(await scene.demand(learner), 'stalled')
    return once(await scrapeUntil(/^lethe_requests\{state="stalled"\} 1$/m))
  }),
  state(
    'LetheActionsFail',
    { policy: { retryFirstMs: 20, retryMostMs: 40 } },
    async (scene, { scrapeUntil }) => {
      scene.box.faults.add({ route: 'deleteUser', kind: 'fail-before', times: 1000 })
      await scene.demand(learner)
      const first = await scrapeUntil(/^lethe_action_failures_total\{.*action="delete".*\} [1-9]/m)
      const fails = Number(/^lethe_action_failures_total\{.*action="delete".*\} (\d+)$/m.exec(first)?.[1])
      const more = Array.from({ length: 90 }, (_, at) => fails + 7 + at).join('|')
      const last = await scrapeUntil(
        new RegExp(`^lethe_action_failures_total\\{.*action="delete".*\\} (${more})$`, 'm')
      )
      return [
        { afterMinutes: 0, text: first },
        { afterMinutes: 5, text: last }
      ]
    },
    { labels: ({ platform }) => ({ platform, action: 'delete' }), lastsMinutes: 15 }
  ),
  state('LetheBrakeTripped', { source: { brakePerHour: 1 }, seed: { people } }, async (scene, { scrapeUntil }) => {
    for (const guest of guests.slice(0, 3)) await scene.demand(guest)
    return once(await scrapeUntil(/^lethe_requests_braked\{because="brake"\} 2$/m))
  }),
  {
    alert: 'LetheSectionStuck',
    labels: ({ platform }) => ({ platform, section: 'forum-to-retire' }),
    open: openSections,
    async bring(scene: Awaited<ReturnType<typeof openSections>>, { clock, scrapeUntil }: Ground) {
      scene.box.faults.add({ route: 'retireForum', kind: 'slow', ms: 20_000 })
      await scene.demand(scene.who)
      await scrapeUntil(/^lethe_section_stuck\{.*\} 0$/m)
      clock.move(40 * minute)
      return once(await scrapeUntil(/^lethe_section_stuck\{.*\} 1$/m))
    }
  } as BadState
]
