import type { components } from '../../openapi/types/lethe.ts'
import type { Shown } from './context.ts'
import type { Io } from './io.ts'
import { drawPairs, drawTable, paint } from './output.ts'

type Schemas = components['schemas']
type Hold = Schemas['Hold']

const describeItem = (item: Schemas['HeldItem']): string => ('key' in item ? `${item.kind} ${item.key}` : item.kind)

const describeOwner = (owner: Schemas['HoldOwner']): string => ('person' in owner ? owner.person : owner.role)

const means: Readonly<Record<Schemas['HoldLookup']['is'], string>> = {
  found: 'the platform knows who is meant',
  nobody: 'the platform knows nobody by this: it holds whoever is asked for by the very same',
  several: 'several accounts match: it holds each that is asked for by the very same',
  'not-yet': 'the platform could not be asked yet: nothing is erased there until it was'
}

const describeLookup = ({ lookup }: Hold): string =>
  lookup === null ? 'placed before the platform was asked' : means[lookup.is]

const standing = ({ releasedAt, lift, isDue }: Hold): string => {
  if (releasedAt !== null) return `lifted at ${releasedAt}`
  if (lift !== null) return 'in force; lifting asked for'
  return isDue ? 'in force; review due' : 'in force'
}

/** One hold, a line for each thing, with what else is known of it. */
export const showHold = (io: Io, hold: Hold, more: readonly (readonly [string, unknown])[] = []): Shown => ({
  value: { ...hold, ...Object.fromEntries(more) },
  draw: () =>
    drawPairs(io, [
      ['hold', hold.id],
      ['stands', standing(hold)],
      ['platform', hold.platform],
      ['on', hold.items.map(describeItem).join(', ')],
      ['ground', `${hold.ground.article} ${hold.ground.letter ?? ''}`.trim()],
      ['who is meant', describeLookup(hold)],
      ['answers for it', describeOwner(hold.owner)],
      ['placed', `${hold.placedAt} by ${hold.by}`],
      ['review', hold.reviewAt],
      ['reviewed', hold.reviewed === null ? null : `${hold.reviewed.at} by ${hold.reviewed.by}`],
      ['lifting asked for', hold.lift === null ? null : `${hold.lift.askedAt} by ${hold.lift.askedBy}`],
      ['lifted', hold.releasedAt === null ? null : `${hold.releasedAt}, agreed by ${hold.releasedBy}`],
      ['open requests', hold.requests.length],
      ...more
    ])
})

/** All of them, one a line; what is lost stands before the rest. */
export const showHolds = (
  io: Io,
  list: { readonly items: readonly Hold[]; readonly lost: readonly Schemas['LostHold'][] }
): Shown => ({
  value: list,
  draw: () => {
    const lost = list.lost.map(
      ({ id, platform, since }) =>
        `${paint(io, 'red', 'lost')} ${id}: its file has been gone since ${since}; nothing is erased on ${platform}. Put it back from a backup, or: lethe hold lift ${id}\n`
    )
    const rows = list.items.map(one => [
      one.id,
      one.platform,
      one.items.map(describeItem).join(', '),
      `${one.ground.article} ${one.ground.letter ?? ''}`.trim(),
      describeOwner(one.owner),
      one.placedAt,
      one.reviewAt,
      standing(one),
      one.requests.length
    ])
    const headings = ['id', 'platform', 'on', 'ground', 'owner', 'placed', 'review', 'stands', 'open requests']
    return `${lost.join('')}${drawTable(io, headings, rows)}`
  }
})

/** What became of a wish to lift. */
export const showOutcome = (io: Io, outcome: Schemas['HoldOutcome']): Shown => ({
  value: outcome,
  draw: () =>
    outcome.is === 'asked'
      ? `asked for: it stands until another person agrees (lethe hold agree ${outcome.id})\n`
      : `${paint(io, 'green', 'lifted')}: what it stopped goes on\n`
})
