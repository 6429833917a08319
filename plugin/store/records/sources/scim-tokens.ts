import { timingSafeEqual } from 'node:crypto'
import type { Random } from '../../../random.ts'
import type { Document, Store } from '../../store.ts'
import type { ScimTerms, SourceBody } from '../bodies.ts'
import { changeKnown } from '../change.ts'
import type { Seals } from '../seals.ts'
import { endOlder, isLive } from './live-secrets.ts'

type With = { readonly store: Store; readonly seals: Seals; readonly random: Random; readonly at: string }

const hashOf = (seals: Seals, source: string, token: string): string =>
  seals.hashForIndex('scim-token', JSON.stringify([source, token]))

const isSourceId = (text: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(text)

/**
 * Makes a new bearer token of a source: 32 random bytes, of which only the keyed hash is stored. The live ones before it
 * end `oldLivesMs` from now at the latest. Null for a source that does not speak SCIM. Throws `source-unknown`.
 */
export const makeScimToken = async (
  { store, seals, random, at }: With,
  source: string,
  oldLivesMs: number
): Promise<string | null> => {
  const token = `lethe_scim_${random.bytes(32).toString('base64url')}`
  const made = { id: random.uuid(), hash: hashOf(seals, source, token), createdAt: at, expiresAt: null }
  const { body } = await changeKnown<SourceBody>(
    store,
    { kind: 'source', id: source, unknown: 'source-unknown' },
    ({ body: before }) => {
      if (!before.scim) return {}
      const tokens = [...endOlder(before.scim.tokens, at, oldLivesMs), made]
      return { body: { ...before, scim: { ...before.scim, tokens } } }
    }
  )
  return body.scim ? token : null
}

/** A source that speaks SCIM. */
export type ScimSource = Document<SourceBody & { readonly scim: ScimTerms }>

/**
 * The source whose live token this is; null for none, for a removed one, and for one that does not speak SCIM. Compared
 * in constant time, and with something in any case.
 */
export const findScimSource = async (
  { store, seals, at }: Omit<With, 'random'>,
  id: string,
  token: string
): Promise<ScimSource | null> => {
  const source = isSourceId(id) ? await store.get<SourceBody>('source', id) : null
  const given = Buffer.from(hashOf(seals, id, token))
  const tokens = source?.shelf === null ? (source.body.scim?.tokens ?? []).filter(one => isLive(one, at)) : []
  const known = [...tokens.map(({ hash }) => Buffer.from(hash)), Buffer.alloc(given.length)]
  let isKnown = false
  for (const [n, hash] of known.entries()) {
    const isEqual = timingSafeEqual(hash, given)
    if (isEqual && n < tokens.length) isKnown = true
  }
  return isKnown ? (source as ScimSource) : null
}
