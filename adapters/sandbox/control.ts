import { type Faults, isFault } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Route } from './route.ts'

/** What a platform's sandbox lets checks see and do, beside the platform's own calls. */
export interface Control {
  /** Every person that the platform's database knows, living or not. */
  people(): unknown
  /** All that the database holds about one person, by category; undefined when it knows none of that id. */
  person(id: string): unknown
  /** Adds a person from a seed entry. */
  addPerson(entry: unknown): unknown
  /** The platform's background jobs, run on demand. */
  readonly jobs: Readonly<Record<string, () => unknown>>
  /** Settings of the platform, changed in place. */
  readonly settings: object
  /** What else a platform's checks need, each path below `/_sandbox/`. */
  readonly routes?: readonly Route[]
}

/** Routes below `/_sandbox/`, for checks only: no platform has them. */
export function controlRoutes(control: Control, faults: Faults, journal: Journal): Route[] {
  return [
    ...(control.routes ?? []),
    { name: 'sandbox-journal', method: 'GET', path: '/_sandbox/journal', handle: () => ok(journal.list()) },
    { name: 'sandbox-faults', method: 'GET', path: '/_sandbox/faults', handle: () => ok(faults.list()) },
    {
      name: 'sandbox-faults-add',
      method: 'POST',
      path: '/_sandbox/faults',
      handle(request) {
        const fault = request.json()
        if (!isFault(fault)) return { status: 400, json: { error: 'not-a-fault' } }
        faults.add(fault)
        return ok(faults.list())
      }
    },
    {
      name: 'sandbox-faults-clear',
      method: 'DELETE',
      path: '/_sandbox/faults',
      handle() {
        faults.clear()
        return ok([])
      }
    },
    { name: 'sandbox-people', method: 'GET', path: '/_sandbox/people', handle: () => ok(control.people()) },
    {
      name: 'sandbox-person',
      method: 'GET',
      path: '/_sandbox/people/:id',
      handle(request) {
        const person = control.person(request.params.id!)
        return person === undefined ? { status: 404, json: { error: 'no-such-person' } } : ok(person)
      }
    },
    {
      name: 'sandbox-people-add',
      method: 'POST',
      path: '/_sandbox/people',
      handle: request => ok(control.addPerson(request.json()))
    },
    {
      name: 'sandbox-settings',
      method: 'POST',
      path: '/_sandbox/settings',
      handle: request => ok(Object.assign(control.settings, request.json()))
    },
    {
      name: 'sandbox-job',
      method: 'POST',
      path: '/_sandbox/jobs/:name',
      async handle(request) {
        const name = request.params.name!
        if (name === 'finish-work') return ok(await faults.finishWork())
        const job = Object.hasOwn(control.jobs, name) ? control.jobs[name] : undefined
        return job === undefined ? { status: 404, json: { error: 'no-such-job' } } : ok(job())
      }
    }
  ]
}

function ok(json: unknown) {
  return { status: 200, json: json ?? null }
}
