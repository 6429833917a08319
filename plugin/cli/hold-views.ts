import type { components } from '../../openapi/types/lethe.ts'
import type { Context, Shown } from './context.ts'
import { readNames } from './find-named.ts'
import { readPlatformNames } from './find-platform.ts'
import type { Io } from './io.ts'
import { clip, drawPairs, drawTable, paint } from './output.ts'

type Schemas = components['schemas']
type Hold = Schemas['Hold']

const describeItem = (item: Schemas['HeldItem']): string => ('key' in item ? `${item.kind} ${item.key}` : item.kind)

/** Names of platforms and people by id; an id that has none stands for itself. */
type NameOf = (id: string) => string

const readNameOf = async ({ client }: Context): Promise<NameOf> => {
  const [platforms, people] = [await readPlatformNames(client), await readNames(client, 'person')]
  return id => platforms.get(id) ?? people.get(id) ?? id
}

const describeOwner = (owner: Schemas['HoldOwner'], nameOf: NameOf): string =>
  'person' in owner ? nameOf(owner.person) : owner.role

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
export const showHold = async (
  context: Context,
  hold: Hold,
  more: readonly (readonly [string, unknown])[] = []
): Promise<Shown> => {
  const nameOf = await readNameOf(context)
  const { reviewed, lift, releasedAt, releasedBy } = hold
  return {
    value: { ...hold, ...Object.fromEntries(more) },
    draw: () =>
      drawPairs(context.io, [
        ['hold', hold.id],
        ['stands', standing(hold)],
        ['platform', `${nameOf(hold.platform)} (${hold.platform})`],
        ['on', hold.items.map(describeItem).join(', ')],
        ['ground', `${hold.ground.article} ${hold.ground.letter ?? ''}`.trim()],
        ['who is meant', describeLookup(hold)],
        ['answers for it', describeOwner(hold.owner, nameOf)],
        ['placed', `${hold.placedAt} by ${nameOf(hold.by)}`],
        ['review', hold.reviewAt],
        ['reviewed', reviewed === null ? null : `${reviewed.at} by ${nameOf(reviewed.by)}`],
        ['lifting asked for', lift === null ? null : `${lift.askedAt} by ${nameOf(lift.askedBy)}`],
        ['lifted', releasedAt === null ? null : `${releasedAt}, agreed by ${nameOf(releasedBy ?? '')}`],
        ['open requests', hold.requests.join(' ') || 'none'],
        ...more
      ])
  }
}

/** All of them, one a line of at most 120 columns: an id takes 36. What is lost stands before the rest. */
export const showHolds = async (
  context: Context,
  list: { readonly items: readonly Hold[]; readonly lost: readonly Schemas['LostHold'][] }
): Promise<Shown> => {
  const nameOf = await readNameOf(context)
  const { io } = context
  return {
    value: list,
    draw: () => {
      const lost = list.lost.map(
        ({ id, platform, since }) =>
          `${paint(io, 'red', 'lost')} ${id}: its file has been gone since ${since}; nothing is erased on ${nameOf(platform)}. Put it back from a backup, or: lethe hold lift ${id}\n`
      )
      const rows = list.items.map(one => [
        one.id,
        clip(nameOf(one.platform), 14),
        clip(one.items.map(describeItem).join(', '), 16),
        `${one.ground.article} ${one.ground.letter ?? ''}`.trim(),
        clip(describeOwner(one.owner, nameOf), 15),
        one.reviewAt?.slice(0, 10),
        standing(one)
      ])
      const headings = ['id', 'platform', 'on', 'ground', 'owner', 'review', 'stands']
      return `${lost.join('')}${drawTable(io, headings, rows, 'no hold stands')}`
    }
  }
}

/** What became of a wish to lift. */
export const showOutcome = (io: Io, outcome: Schemas['HoldOutcome']): Shown => ({
  value: outcome,
  draw: () =>
    outcome.is === 'asked'
      ? `asked for: it stands until another person agrees (lethe hold agree ${outcome.id})\n`
      : `${paint(io, 'green', 'lifted')}: what it stopped goes on\n`
})
