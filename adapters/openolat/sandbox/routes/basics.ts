import { holdsAnywhere, isManagerOf } from '../caller.ts'
import { viewUser } from '../views.ts'
import { ok, type Row } from './row.ts'

/** Fact sheet 1.7: what says that the platform is there, and in which release. */
export const basics: readonly Row[] = [
  { name: 'ping', method: 'GET', path: '/ping', may: 'anybody', handle: () => ({ status: 200, text: 'Ping' }) },
  {
    name: 'getApiVersion',
    method: 'GET',
    path: '/api/version',
    may: 'anybody',
    handle: () => ({ status: 200, text: '1.0' })
  },
  {
    name: 'getRelease',
    method: 'GET',
    path: '/system/release',
    // An open prefix, but the release itself is for administrators.
    may: call => holdsAnywhere(call.world, call.caller, ['administrator']),
    handle: ({ world }) =>
      ok({
        buildVersion: `OpenOlat ${world.settings.release}`,
        olatVersion: world.settings.release,
        repoRevision: 'r1',
        instanceID: 'sandbox'
      })
  },
  {
    name: 'getMe',
    method: 'GET',
    path: '/users/me',
    may: 'anybody',
    handle: ({ world, caller }) => ok(viewUser(world, caller, isManagerOf(world, caller, caller.key)))
  }
]
