import type { Route } from '../../../sandbox/stand.ts'
import { isAbsent } from '../old-line.ts'
import type { World } from '../world.ts'
import { access } from './access.ts'
import { basics } from './basics.ts'
import { credentials } from './credentials.ts'
import { holdings } from './holdings.ts'
import { members } from './members.ts'
import { organisations } from './organisations.ts'
import { planner } from './planner.ts'
import { profile } from './profile.ts'
import { repository } from './repository.ts'
import { bindRows, ok, type Row } from './row.ts'
import { status } from './status.ts'
import { users } from './users.ts'

const rows: readonly Row[] = [
  ...basics,
  ...planner,
  ...credentials,
  ...users,
  ...profile,
  ...status,
  ...access,
  ...holdings,
  ...repository,
  ...members,
  ...organisations
]

/** Every call of OpenOlat's REST interface that the sandbox knows, with `/openapi.json` drawn from the list. */
export function createRoutes(world: World): Route[] {
  return bindRows(world, [
    ...rows,
    {
      name: 'getOpenapi',
      method: 'GET',
      path: '/openapi.json',
      may: 'anybody',
      handle: () => ok({ openapi: '3.0.1', info: { title: 'OpenOlat REST API' }, paths: documentPaths(world) })
    }
  ])
}

function documentPaths(world: World): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {}
  for (const row of rows) {
    if (isAbsent(world, row.name)) continue
    const path = row.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: { responses: {} } }
  }
  return paths
}
