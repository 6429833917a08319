import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { noSuchRoute } from './start.ts'

const base = '/api/edx_proctoring/v1'

/** Proctoring's two steps (3.6), by the numeric id: the attempts in the LMS, then the learner at the providers. */
export function proctoringRoutes(context: Context): Route[] {
  const { world, journal } = context
  const mounted = (handle: (request: StandRequest) => StandAnswer) => (request: StandRequest) =>
    world.settings.proctoring === 'absent' ? noSuchRoute() : guard(context, { right: 'ret' }, handle)(request)
  const person = ({ params }: StandRequest) => params.id ?? null
  const notAllowed = mounted(() => ({ status: 405, json: { detail: 'Method "GET" not allowed.' } }))
  return [
    { name: 'probeProctoring', method: 'GET', path: `${base}/retire_user/:id/`, handle: notAllowed },
    {
      name: 'retireProctoring',
      method: 'POST',
      path: `${base}/retire_user/:id/`,
      person,
      handle: mounted(({ params }) => {
        const learner = world.people.get(Number(params.id))
        if (learner !== undefined) {
          journal.add('proctoring-retired', String(learner.id), { attempts: learner.proctoredAttempts })
          learner.proctoredAttempts = 0
        }
        return { status: 204 }
      })
    },
    {
      name: 'retireProctoringBackends',
      method: 'POST',
      path: `${base}/retire_backend_user/:id/`,
      person,
      handle: mounted(({ params }) => {
        const isUp = world.settings.proctoring === 'up'
        journal.add('proctoring-backends-retired', params.id!, {}, ...(isUp ? [] : [true as const]))
        return { status: isUp ? 200 : 500, json: { software_secure: isUp } }
      })
    }
  ]
}
