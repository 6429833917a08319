import type { components } from '../../../openapi/types/lethe.ts'
import { pausedByRestore } from '../../store/records/own/store-restores.ts'
import { blockerText } from '../../texts/blockers.ts'
import type { Context } from '../context.ts'
import { CliError } from '../exit-codes.ts'
import { type Finding, stops, warns } from './finding.ts'

type Schemas = components['schemas']
type Platform = Schemas['Platform']

const stopped = {
  all: 'nothing can be erased there',
  start: 'Lethe can start no deletion there; one that the platform has begun goes on',
  nothing: 'deletions go on'
} as const

const rights = {
  missing: 'is missing',
  'broader-than-needed': 'is broader than needed'
} as const

const ways = {
  missing: 'give it to the service account',
  'broader-than-needed': 'take from the service account what is not needed'
} as const

const judgeWatch = ({ name, watch }: Platform): readonly Finding[] => [
  ...(watch === null || watch.problem === null
    ? []
    : [
        warns(
          'watch-failing',
          `${name}: ${watch.problem.code} since ${watch.problem.since}, last complete at ${watch.lastCompleteAt ?? 'no time yet'}`,
          `what is begun there without Lethe goes unseen: \`lethe platform check "${name}"\``
        )
      ]),
  ...(watch === null || watch.backlog === 0
    ? []
    : [
        warns(
          'backlog-waiting',
          `${name}: ${watch.backlog} deletions were begun there before Lethe`,
          `lethe platform adopt "${name}"`
        )
      ])
]

const judge = (platform: Platform): readonly Finding[] => {
  const { name, paused, registration, cancelsWaiting } = platform
  return [
    ...judgeWatch(platform),
    ...(cancelsWaiting === 0
      ? []
      : [
          warns(
            'platform-cancel-refused',
            `${name}: ${cancelsWaiting} withdrawn, and their accounts still locked by the platform`,
            blockerText('platform-cancel-refused', 'en').next
          )
        ]),
    ...(paused === null
      ? []
      : [
          warns(
            'platform-paused',
            `${name}: ${paused.because}`,
            paused.because === pausedByRestore
              ? 'it goes on when a privacy officer says `lethe store acknowledge-restore`'
              : `lethe platform resume "${name}"`
          )
        ]),
    ...registration.problems.map(({ code, stops: what, fix }) =>
      (what === 'nothing' ? warns : stops)(code, `${name}: ${stopped[what]}`, fix)
    ),
    ...registration.permissions.flatMap(({ id, state, means }) =>
      state === 'present'
        ? []
        : [
            warns(
              `right-${state}`,
              `${name}: the right ${id} ${rights[state]}. ${means}`,
              `${ways[state]}, then \`lethe platform check "${name}"\``
            )
          ]
    )
  ]
}

const judgeOrphans = async (client: Context['client'], { id, name }: Platform): Promise<readonly Finding[]> => {
  const { orphans, at } = await client.call<Schemas['Orphans']>('GET', `/platforms/${id}/orphans`)
  const found = `${name}: ${orphans.length} objects that nobody living looks after, at ${at}`
  return orphans.length === 0 ? [] : [warns('orphans-found', found, `lethe platform orphans "${name}"`)]
}

const ask = async ({ client }: Context, platform: Platform): Promise<readonly Finding[]> => {
  try {
    const checked = await client.call<Platform>('POST', `/platforms/${platform.id}/check`)
    return [...judge(checked), ...(await judgeOrphans(client, platform))]
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    const { name } = platform
    const known = judge(platform)
    if (error.code === 'role-missing')
      return [
        ...known,
        warns('platform-not-asked', `${name}: as it was found last`, 'run this with the token of an administrator')
      ]
    const next = `see that it is up and lets Lethe in, then \`lethe platform check "${name}"\``
    return [...known, stops(error.code, `${name}: it could not be asked: ${error.message}`, next)]
  }
}

/** Asks each platform what can be done there, one after the other; whoever sits before it sees which. */
export const checkPlatforms = async (context: Context, all: readonly Platform[]): Promise<readonly Finding[]> => {
  const { io, isJson } = context
  const findings: Finding[] = []
  for (const [at, platform] of all.entries()) {
    if (io.isInteractive && !isJson) io.err(`asking ${platform.name} (${at + 1} of ${all.length}) …\n`)
    findings.push(...(await ask(context, platform)))
  }
  return findings
}

/** Whether a source can still send, and whether what it may speak of is still there. */
export const checkSource = (
  { id, name, secrets, platforms, kept, isOnTrial }: Schemas['Source'],
  all: readonly Platform[]
): readonly Finding[] => {
  const waits =
    kept === 0
      ? []
      : isOnTrial
        ? [
            warns(
              'source-on-trial',
              `${name}: ${kept} requests of its dry run wait`,
              `lethe source brake ${id}, then go-live`
            )
          ]
        : [warns('brake-tripped', `${name}: ${kept} requests wait`, `lethe source brake ${id}, then release-brake`)]
  // What the watch of a platform brings in is signed by nobody, and goes with its platform.
  if (id.startsWith('watch-')) return waits
  const gone = platforms.filter(platform => !all.some(one => one.id === platform)).length
  return [
    ...waits,
    ...(secrets.some(({ live }) => live)
      ? []
      : [stops('source-without-live-secret', name, `lethe source rotate ${id}`)]),
    ...(gone === 0
      ? []
      : [
          warns(
            'source-of-removed-platform',
            `${name}: ${gone} of ${platforms.length} platforms that it may speak of no longer there`,
            `lethe source remove ${id}, then add it anew for the platform that is there now`
          )
        ])
  ]
}
