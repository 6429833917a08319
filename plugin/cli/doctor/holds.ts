import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { CliError } from '../exit-codes.ts'
import { readNames } from '../find-named.ts'
import { readPlatformNames } from '../find-platform.ts'
import { type Finding, stops, warns } from './finding.ts'

type Schemas = components['schemas']

/** Beyond the first page nothing new is said: one finding a kind, with how many at least. */
const page = 200

const checkPause = async ({ client }: Context): Promise<readonly Finding[]> => {
  const { paused } = await client.call<Schemas['SitePause']>('GET', '/pause')
  if (paused === null) return []
  return [
    warns(
      'everything-paused',
      `since ${paused.at} by ${(await readNames(client, 'person')).get(paused.by) ?? paused.by}: ${paused.because}`,
      'lethe pause end'
    )
  ]
}

const judge = ({ items, lost }: Schemas['HoldList'], names: ReadonlyMap<string, string>): readonly Finding[] => {
  const nameOf = (platform: string): string => names.get(platform) ?? platform
  const due = items.filter(({ isDue }) => isDue)
  const waiting = items.filter(({ lookup }) => lookup?.is === 'not-yet')
  const unknown = items.filter(({ lookup }) => lookup?.is === 'nobody' || lookup?.is === 'several')
  return [
    ...lost.map(({ id, platform, since }) =>
      stops(
        'hold-lost',
        `hold ${id} since ${since}: nothing is erased on ${nameOf(platform)}`,
        `put its file back from a backup and restart, or \`lethe hold lift ${id}\``
      )
    ),
    ...waiting.map(({ id, platform, lookup }) =>
      stops(
        'hold-incomplete',
        `hold ${id}: ${nameOf(platform)} could not be asked whom it means (${lookup?.because ?? 'not tried yet'})`,
        'see that the platform is up; it is asked again every minute, and nothing is erased there before'
      )
    ),
    ...(unknown.length === 0
      ? []
      : [
          warns(
            'hold-finds-nobody-yet',
            `${unknown.length} holds: no single account matches`,
            'lethe hold list; place them anew by the number of the account'
          )
        ]),
    ...(due.length === 0
      ? []
      : [warns('hold-review-due', `${due.length} holds are past their review date`, 'lethe hold list --due')])
  ]
}

/** What keeps erasures back for a reason of law, or of the house. */
export const checkHolds = async (context: Context): Promise<readonly Finding[]> => {
  try {
    const list = await context.client.call<Schemas['HoldList']>('GET', `/holds?limit=${page}`)
    return [...(await checkPause(context)), ...judge(list, await readPlatformNames(context.client))]
  } catch (error) {
    if (error instanceof CliError) return [warns(error.code, 'holds', 'this token may not see them')]
    throw error
  }
}
