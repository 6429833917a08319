import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { type Finding, fine, warns } from './finding.ts'

type Schemas = components['schemas']

/** Where nobody said otherwise days are counted in UTC. */
const zonesOf = ({ policy }: Schemas['Platform']): readonly string[] => [
  policy.all?.timeZone ?? 'UTC',
  ...Object.values(policy.byOrigin ?? {}).flatMap(({ timeZone }) => timeZone ?? [])
]

/** A region has holidays by its own days, which are no days of UTC. */
const zonelessFindings = (platforms: readonly Schemas['Platform'][], region: string | null): readonly Finding[] =>
  platforms
    .filter(platform => region !== null && zonesOf(platform).includes('UTC'))
    .map(({ name }) =>
      warns(
        'time-zone-utc',
        `${name}: days are counted in UTC, and the holidays of ${region} begin at its own midnight`,
        `set \`timeZone\` in the policy: \`lethe platform policy ${name}\``
      )
    )

const look = 'see `lethe request list --by-days-left`'

/** How the legal periods of open requests stand, and whether the days of a region are counted. */
export const checkDeadlines = async ({ client }: Context): Promise<readonly Finding[]> => {
  const counts = await client.call<Schemas['Counts']>('GET', '/requests/clock')
  const { region } = await client.call<Schemas['Controller']>('GET', '/controller')
  const platforms = await client.call<readonly Schemas['Platform'][]>('GET', '/platforms')
  const { overdue, near, suspended, mostOverdueDays } = counts
  return [
    overdue > 0
      ? warns('requests-overdue', `${overdue}, the longest by ${mostOverdueDays} days`, look)
      : fine('no-request-overdue', `${counts.open} open`),
    ...(near > 0 ? [warns('requests-near-deadline', String(near), look)] : []),
    ...(suspended > 0 ? [warns('clocks-suspended', String(suspended), 'ask again, lift them, or refuse')] : []),
    region === null
      ? fine('no-region', 'only weekends move a deadline; `lethe controller set --region` lets holidays move it')
      : fine('region-known', region),
    ...zonelessFindings(platforms, region)
  ]
}
