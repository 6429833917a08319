import type { components } from '../../openapi/types/lethe.ts'
import type { Shown } from './context.ts'
import type { Io } from './io.ts'
import { drawPairs, drawTable } from './output.ts'

type Selection = components['schemas']['Selection']
type Item = components['schemas']['SelectionItems']['items'][number]

/** States and how many requests are in each, in one line. */
const drawStates = (states: Selection['states']): string =>
  Object.entries(states)
    .map(([state, many]) => `${many} ${state}`)
    .join(', ')

/** How far a selection is, in one line. */
export const sayProgress = ({ taken, total, states }: Selection): string =>
  `${taken} of ${total} taken in${Object.keys(states).length === 0 ? '' : `: ${drawStates(states)}`}`

const nextOf = ({ id, state, digest, overBrake, brake }: Selection): string => {
  if (state === 'draft') return `lethe select confirm ${id} ${digest}`
  const isKept = overBrake > 0 && !brake.isReleased
  return isKept ? `${brake.releasersNeeded} other people: lethe select release ${id}` : `lethe select items ${id}`
}

/** One selection as people read it. */
export const drawSelection = (io: Io, selection: Selection): string => {
  const { consequences, outcomes, overBrake, brake, releases } = selection
  const told = consequences.map(({ text }) => `- ${text}\n`).join('')
  const pairs = drawPairs(io, [
    ['id', selection.id],
    ['state', selection.state],
    ['people', selection.total],
    ['taken in', selection.taken],
    ['open already', outcomes['already-open']],
    ['not yours to ask', outcomes['not-yours-to-ask']],
    ['their requests', drawStates(selection.states) || '–'],
    [
      'over the brake',
      `${overBrake}, ${brake.isReleased ? 'released' : `${releases.length} of ${brake.releasersNeeded} agreed`}`
    ],
    ['digest', selection.digest],
    ['next', nextOf(selection)]
  ])
  return told === '' ? pairs : `${told}\n${pairs}`
}

/** Selections, one a line. */
export const drawSelections = (io: Io, all: readonly Selection[]): string =>
  drawTable(
    io,
    ['id', 'at', 'state', 'people', 'taken in', 'their requests'],
    all.map(one => [one.id, one.at, one.state, one.total, one.taken, drawStates(one.states)])
  )

/** What became of each person. */
export const showItems = (io: Io, items: readonly Item[]): Shown => ({
  value: items,
  draw: () =>
    drawTable(
      io,
      ['key', 'outcome', 'request', 'state', 'because', 'what stops it'],
      items.map(one => [one.key, one.outcome, one.request, one.state, one.because, one.blockers.join(' ')])
    )
})
