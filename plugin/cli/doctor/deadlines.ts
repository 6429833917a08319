import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { type Finding, fine, warns } from './finding.ts'

type Schemas = components['schemas']

const look = 'see `lethe request list --by-days-left`'

/** How the legal periods of open requests stand, and whether the days of a region are counted. */
export const checkDeadlines = async ({ client }: Context): Promise<readonly Finding[]> => {
  const counts = await client.call<Schemas['Counts']>('GET', '/requests/clock')
  const { region } = await client.call<Schemas['Controller']>('GET', '/controller')
  const { overdue, near, suspended, mostOverdueDays } = counts
  return [
    overdue > 0
      ? warns('requests-overdue', `${overdue}, the longest by ${mostOverdueDays} days`, look)
      : fine('no-request-overdue', `${counts.open} open`),
    ...(near > 0 ? [warns('requests-near-deadline', String(near), look)] : []),
    ...(suspended > 0 ? [warns('clocks-suspended', String(suspended), 'ask again, lift them, or refuse')] : []),
    region === null
      ? fine('no-region', 'only weekends move a deadline; `lethe controller set --region` lets holidays move it')
      : fine('region-known', region)
  ]
}
