import type { components } from '../../../openapi/types/lethe.ts'
import type { Client } from '../client.ts'
import type { ReadRow } from './read-row.ts'

type Schemas = components['schemas']
type Looked = Schemas['LookedUpAccounts']['rows'][number]

/** What would become of a row, and which request is about the same person. */
export interface Foreseen {
  readonly row: number
  readonly is:
    | 'found'
    | 'held'
    | 'already-open'
    | 'erased-before'
    | 'nobody'
    | 'several'
    | 'names-disagree'
    | 'refused'
    | 'not-asked'
  readonly request: string | null
  readonly because: string | null
}

/** What each of them means, for whoever reads the list. */
export const foreseenWords: Readonly<Record<Foreseen['is'], string>> = {
  found: 'would be asked',
  held: 'would be asked, and a legal hold keeps it',
  'already-open': 'has an open request, to which it would be joined',
  'erased-before': 'was erased by a request of ours',
  nobody: 'the platform knows nobody by this: would be blocked',
  several: 'the platform knows several by this: would be blocked',
  'names-disagree': 'its names are not of one account: would be blocked',
  refused: 'would be refused',
  'not-asked': 'the platform could not be asked: try again'
}

const kinds = [
  ['platform-id', 'key'],
  ['username', 'login'],
  ['email', 'email']
] as const

/** As many as one call may name. */
const most = 250

const identifier = ({ demand }: ReadRow, kind: string): string | undefined =>
  demand.subject.identifiers.find(one => one.kind === kind)?.value

const lookUp = async (client: Client, platform: string, rows: readonly ReadRow[]): Promise<readonly Looked[][]> => {
  const looked = rows.map((): Looked[] => [])
  for (const [kind, by] of kinds) {
    const named = rows.flatMap((row, at) => {
      const value = identifier(row, kind)
      return value === undefined ? [] : [{ at, value }]
    })
    if (named.length === 0) continue
    const body = { by, rows: named.map(({ value }) => value) }
    const answer = await client.call<Schemas['LookedUpAccounts']>('POST', `/platforms/${platform}/look-up`, body)
    for (const [index, { at }] of named.entries()) looked[at]!.push(answer.rows[index]!)
  }
  return looked
}

const findErased = async (client: Client, platform: string, { demand }: ReadRow): Promise<string | null> => {
  for (const named of demand.subject.identifiers) {
    const body = { platform, identifier: named, ended: true }
    const { items } = await client.call<Schemas['RequestList']>('POST', '/requests/search', body)
    const erased = items.find(({ endedAt }) => endedAt !== null)
    if (erased !== undefined) return erased.id
  }
  return null
}

const judge = (looked: readonly Looked[]): Omit<Foreseen, 'row'> => {
  const some = (...what: readonly Looked['is'][]): boolean => looked.some(({ is }) => what.includes(is))
  const verdict = (is: Foreseen['is'], because: string | null = null) => ({ is, request: null, because })
  if (some('not-yours-to-ask')) return verdict('refused', 'not-yours-to-ask')
  if (some('not-asked')) return verdict('not-asked')
  const keys = new Set(looked.flatMap(({ key }) => key ?? []))
  if (keys.size === 0) return verdict(some('several') ? 'several' : 'nobody')
  if (keys.size > 1 || some('nobody', 'not-a-key')) return verdict('names-disagree')
  const request = looked.find(one => one.request !== null)?.request ?? null
  if (request !== null) return { is: 'already-open', request, because: null }
  return verdict(looked.some(({ isHeld }) => isHeld) ? 'held' : 'found')
}

/** What the source of a list may not ask, whoever it is about. */
const refusalOf = ({ demand }: ReadRow, source: Schemas['Source']): string | null =>
  source.origins.includes(demand.origin ?? 'self') ? null : 'origin-not-allowed'

/**
 * Asks the platform and our own requests what would become of each row, some hundred at a time; nothing is made.
 * `tell` hears how many were looked at.
 */
export const foreseeRows = async (
  client: Client,
  {
    platform,
    source,
    rows
  }: { readonly platform: string; readonly source: Schemas['Source']; readonly rows: readonly ReadRow[] },
  tell: (done: number) => void
): Promise<readonly Foreseen[]> => {
  const foreseen: Foreseen[] = []
  for (let from = 0; from < rows.length; from += most) {
    const part = rows.slice(from, from + most)
    const looked = await lookUp(client, platform, part)
    for (const [at, row] of part.entries()) {
      const refusal = refusalOf(row, source)
      const verdict =
        refusal === null ? judge(looked[at]!) : { is: 'refused' as const, request: null, because: refusal }
      const erased = verdict.is === 'nobody' ? await findErased(client, platform, row) : null
      foreseen.push({
        row: row.row,
        ...(erased === null ? verdict : { is: 'erased-before', request: erased, because: null })
      })
      tell(foreseen.length)
    }
  }
  return foreseen
}
