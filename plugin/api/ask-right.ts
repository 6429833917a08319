import type { Reference } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { Problem } from '../errors.ts'
import type { PersonBody } from '../store/records/bodies.ts'
import { isBoundToAccount } from '../store/records/people/people.ts'
import type { Document } from '../store/store.ts'
import type { ApiParts, OwnershipVerbs } from './parts.ts'

type Parts = {
  readonly ownership: Pick<OwnershipVerbs, 'mayAsk'>
  readonly requests: Pick<ApiParts['requests'], 'subjectOf'>
}
type Person = Document<PersonBody>
type Request = Document<ErasureRequest>

/**
 * Refuses what is about somebody whom the platform would not let this person delete. Throws `not-yours-to-ask`, or
 * `account-not-linked` where nobody has said which account there is their own.
 */
export const refuseForeign = async (
  { ownership }: Pick<Parts, 'ownership'>,
  person: PersonBody,
  platform: string,
  about: string | Reference,
  signal: AbortSignal
): Promise<void> => {
  const [is] = await ownership.mayAsk(platform, person, [about], signal)
  if (is === 'not-linked') throw new Problem('account-not-linked')
  if (is !== 'yes') throw new Problem('not-yours-to-ask')
}

/** Refuses at once whom nobody has linked to an account there: they could ask for none of these. */
export const refuseUnlinked = async (
  { ownership }: Pick<Parts, 'ownership'>,
  person: PersonBody,
  platform: string,
  about: readonly string[],
  signal: AbortSignal
): Promise<void> => {
  const [is] = await ownership.mayAsk(platform, person, about.slice(0, 1), signal)
  if (is === 'not-linked') throw new Problem('account-not-linked')
}

const isOwn = ({ demands }: ErasureRequest, { id }: Person): boolean => demands.some(({ by }) => by === id)

/** Refuses a request that the person neither asked for nor could: as `refuseForeign`. */
export const refuseForeignRequest = async (
  parts: Parts,
  person: Person,
  request: Request,
  signal: AbortSignal
): Promise<void> => {
  if (!isBoundToAccount(person.body) || isOwn(request.body, person)) return
  const subject = parts.requests.subjectOf(request)
  if (subject === null) throw new Problem('not-yours-to-ask')
  await refuseForeign(parts, person.body, request.body.platform, subject, signal)
}

/** Of these accounts those whom the person may ask for, in the same order. */
export const keepAskable = async <Item>(
  { ownership }: Pick<Parts, 'ownership'>,
  person: PersonBody,
  platform: string,
  items: readonly Item[],
  idOf: (item: Item) => string,
  signal: AbortSignal
): Promise<readonly Item[]> => {
  const rights = await ownership.mayAsk(platform, person, items.map(idOf), signal)
  return items.filter((_, at) => rights[at] === 'yes')
}

/**
 * Of these requests those that the person may see: their own, and those about whom they may ask for. Where the platform
 * cannot be asked only their own are left; unknown is never yes.
 */
export const keepVisible = async (
  parts: Parts,
  person: Person,
  requests: readonly Request[],
  signal: AbortSignal
): Promise<readonly Request[]> => {
  if (!isBoundToAccount(person.body)) return requests
  const visible = new Set(requests.filter(({ body }) => isOwn(body, person)).map(({ id }) => id))
  const others = requests.flatMap(request => {
    const subject = visible.has(request.id) ? null : parts.requests.subjectOf(request)
    return subject === null ? [] : [{ id: request.id, platform: request.body.platform, subject }]
  })
  for (const platform of new Set(others.map(other => other.platform))) {
    const there = others.filter(other => other.platform === platform)
    const rights = await parts.ownership
      .mayAsk(
        platform,
        person.body,
        there.map(({ subject }) => subject),
        signal
      )
      .catch(error => {
        if (error instanceof PlatformError) return []
        throw error
      })
    for (const [at, { id }] of there.entries()) if (rights[at] === 'yes') visible.add(id)
  }
  return requests.filter(({ id }) => visible.has(id))
}
