import type { components } from '../../openapi/types/lethe.ts'
import { blockerCodes, blockerText } from '../texts/blockers.ts'
import type { Io } from './io.ts'
import { clip, drawPairs, drawTable, paint, plain } from './output.ts'
import { sayBecause, sayCode, wordOf, words } from './words.ts'

type Schemas = components['schemas']
type Summary = Schemas['RequestSummary']
type Names = ReadonlyMap<string, string>

const drawBlocker = (io: Io, { code, severity, whoCanFix, count }: Schemas['Blocker']): string => {
  const { what, next } = blockerText(code, 'en')
  const how = severity === 'approval' ? 'to be approved' : 'to be fixed'
  return [
    `${paint(io, 'bold', plain(code))}${count === null ? '' : ` (${count})`}, ${how} by: ${whoCanFix}`,
    `  ${what}`,
    `  Next: ${next}`
  ].join('\n')
}

const drawBlockers = (io: Io, blockers: Summary['blockers']): string =>
  blockers.length === 0 ? '' : `\n${blockers.map(one => `${drawBlocker(io, one)}\n`).join('')}`

const drawWaiting = ({ code, since, tries, nextAt }: NonNullable<Schemas['Request']['waiting']>): string =>
  `${code} since ${since}, ${tries} ${tries === 1 ? 'try' : 'tries'}, next ${nextAt}`

/** What somebody has to do for it to go on, where waiting alone does not help. */
const drawNext = (waiting: Schemas['Request']['waiting']): readonly (readonly [string, string])[] => {
  if (waiting === null || !blockerCodes.includes(waiting.code)) return []
  const { what, next } = blockerText(waiting.code, 'en')
  return [
    ['what', what],
    ['next', next]
  ]
}

/** What stops it beside its own state. */
const drawKeptBack = ({ keptBack }: Schemas['Request']): Pairs => {
  if (keptBack === null) return []
  const { because, at } = keptBack
  return [['kept back', `${sayBecause(because)}${at === null ? '' : `, since ${at}`}`]]
}

/** What was read of the platform's rows. */
const drawReadings = (io: Io, rows: Schemas['Request']['rows']): string =>
  rows === null
    ? ''
    : `\n${drawTable(
        io,
        ['row', 'read', 'because', 'due'],
        rows.readings.map(one => [one.row, wordOf(words.readings, one.is), one.because, one.dueAt])
      )}`

/** Health and billing are named where the row is. */
const drawRow = ({ number, category, sensitive }: Schemas['DryRun']['retained'][number]): string =>
  `${number === null ? '' : `${number} `}${category}${sensitive === null ? '' : ` (${sensitive})`}`

type Pairs = readonly (readonly [string, string | null])[]

const writeGround = ({ article, letter }: Schemas['Ground']): string =>
  letter == null ? `Article ${article}` : `Article ${article}(${letter})`

/** On what the demands rest, what the subject was told, and what they said to it. */
const drawAsked = ({ demands, invitation, noticeSentAt, objections, refusal }: Schemas['Request']): Pairs => [
  ['ground', [...new Set(demands.map(({ ground }) => writeGround(ground)))].join(', ')],
  ['copy', wordOf(words.copies, demands.find(({ copy }) => copy !== 'not-said')?.copy ?? 'not-said')],
  ...(invitation === null
    ? []
    : [['invited', invitation.sentAt ?? 'not yet'] as const, ['answer until', invitation.endsAt] as const]),
  ['told', noticeSentAt],
  ...objections.map(({ by, at, is }) => ['objection', `${at} by ${by}: ${wordOf(words.objections, is)}`] as const),
  ...(refusal === null ? [] : [['refused on', writeGround(refusal)] as const])
]

const drawMandate = ({
  who,
  how,
  reference,
  obtainedOn,
  cannotAsk
}: NonNullable<Schemas['Request']['subject']>['mandates'][number]): Pairs => [
  ['mandate of', who],
  ['obtained', `${obtainedOn}, ${how}`],
  ['reference', reference],
  ...(cannotAsk === null ? [] : [['cannot ask', cannotAsk] as const])
]

/** Days left, or by how many it is overdue; and why the clock is not the plain month. */
const drawDays = ({ daysLeft, suspendedSince, isExtended }: Summary): string | null => {
  if (daysLeft === null) return null
  const days = daysLeft < 0 ? `overdue by ${-daysLeft}` : String(daysLeft)
  return `${days}${suspendedSince === null ? '' : ', suspended'}${isExtended ? ', extended' : ''}`
}

/** What was said of the legal period. */
const drawClock = ({
  receivedAt,
  extension,
  suspensions,
  alerts,
  receiptsInQuestion
}: Schemas['Request']['clock']): readonly (readonly [string, string])[] => [
  ['received', receivedAt],
  ...(extension === null
    ? []
    : [
        [
          'extended',
          `${extension.months} months, ${extension.because}, by ${extension.by}${extension.lapsedAt === null ? '' : `; does not count since ${extension.lapsedAt}: the subject was not told in time`}`
        ] as const
      ]),
  ...suspensions.map(
    ({ since, endedAt, endedBecause }) =>
      ['suspended', endedAt === null ? `since ${since}` : `${since} to ${endedAt} (${endedBecause})`] as const
  ),
  ...alerts.map(({ code, at }) => ['alert', `${code} at ${at}`] as const),
  ...receiptsInQuestion.map(
    ({ demand, saidAt }) => ['receipt too far back', `${saidAt} (demand ${demand}; see request agree-receipt)`] as const
  )
]

/** What is waited for until then: the notice to the subject is a wait of its own. */
const drawTimes = ({ summary }: Schemas['Request']): Pairs => [
  [summary.because.startsWith('notice') ? 'notice ends' : 'cool-off ends', summary.coolOffEndsAt]
]

/** How one request stands, with what is the matter and the next step for each blocker. */
export const drawRequest = (io: Io, full: Schemas['Request'], names: Names): string => {
  const { summary, actions, rows, fingerprint, subject, joinedTo, vault, waiting } = full
  const name = names.get(summary.platform)
  return [
    drawPairs(io, [
      ['id', summary.id],
      ['platform', name === undefined ? summary.platform : `${name} (${summary.platform})`],
      ['state', summary.state],
      ['because', sayBecause(summary.because)],
      ...drawKeptBack(full),
      ...(waiting === null ? [] : [['waiting', drawWaiting(waiting)] as const]),
      ...drawNext(waiting),
      ['since', summary.stateSince],
      ['origin', sayCode(words.origins, summary.origin)],
      ['deadline', summary.deadlineAt],
      ['days left', drawDays(summary)],
      ...drawClock(full.clock),
      ...drawTimes(full),
      ...drawAsked(full),
      ['fingerprint', fingerprint],
      ['joined to', joinedTo],
      ['vault', vault.map(({ compartment, state }) => `${compartment} ${state}`).join(', ')],
      ...(subject ?? { identifiers: [] }).identifiers.map(({ kind, value }) => [kind, value] as const),
      ...(subject ?? { mandates: [] }).mandates.flatMap(drawMandate)
    ]),
    drawBlockers(io, summary.blockers),
    actions.length === 0
      ? ''
      : `\n${drawTable(
          io,
          ['action', 'outcome', 'confirmation', 'tries'],
          actions.map(one => [
            one.action,
            wordOf(words.outcomes, one.outcome),
            wordOf(words.readings, one.confirmation),
            one.tries
          ])
        )}`,
    drawReadings(io, rows)
  ].join('')
}

/** What would happen now. */
export const drawPlan = (io: Io, plan: Schemas['DryRun']): string =>
  [
    drawPairs(io, [
      ['now', plan.at],
      ['found', plan.found],
      ['would become', plan.next],
      ['because', sayBecause(plan.because)],
      ['fingerprint', plan.fingerprint],
      ['names', plan.names],
      ['privileged roles', plan.privilegedRoles.join(', ')],
      ...ownershipPairs(plan)
    ]),
    drawBlockers(
      io,
      plan.verdicts.flatMap(({ blockers }) => blockers)
    ),
    `\n${drawTable(
      io,
      ['action', 'treatment', 'reversible', 'read back'],
      plan.actions.map(one => [
        one.action,
        wordOf(words.treatments, one.treatment),
        one.reversible ? 'yes' : 'no',
        wordOf(words.readBack, one.readBack)
      ]),
      'no action would be taken'
    )}`,
    `\n${drawTable(
      io,
      ['handed over', 'key', 'successor', 'problem'],
      plan.handOvers.map(one => [one.category, one.key, one.successor, one.problem ?? (one.managed ? managed : null)]),
      'nothing would be handed over'
    )}`,
    `\n${drawTable(
      io,
      ['row', 'outcome', 'count', 'checked', 'why'],
      plan.retained.map(one => [
        drawRow(one),
        wordOf(words.treatments, one.outcome),
        one.count,
        wordOf(words.checks, one.check),
        one.because
      ]),
      'no row is known to stay or to be looked at'
    )}`
  ].join('')

const managed = 'managed elsewhere, may be undone'

const ownershipPairs = ({ ownership }: Schemas['DryRun']): readonly (readonly [string, string])[] =>
  ownership === null
    ? []
    : [
        ['ownerships listed', ownership.snapshotAt ?? 'no nightly list yet'],
        ['not discoverable', ownership.notDiscoverable.join(', ')]
      ]

/** Requests, one a line of at most 120 columns: an id takes 36 and a state 19. The JSON has all of it. */
export const drawList = (io: Io, items: readonly Summary[], names: Names): string =>
  drawTable(
    io,
    ['id', 'platform', 'state', 'because', 'deadline', 'left'],
    items.map(one => [
      one.id,
      clip(names.get(one.platform) ?? one.platform, 18),
      one.state,
      clip(one.keptBack ?? one.because, 22),
      one.deadlineAt.slice(0, 10),
      one.daysLeft
    ])
  )
