import type { Reference, Subject } from '../../../adapters/contract.ts'
import type { Accept, DeliveryType, Incoming } from '../../erasure/incoming.ts'
import { Problem } from '../../errors.ts'
import type { ScimSource } from '../../store/records/sources/scim-tokens.ts'
import { brakeOf } from '../../store/records/sources/sources.ts'
import { StoreError } from '../../store/store-error.ts'
import { idOfDelivery } from '../delivery-id.ts'
import type { IntakeParts } from '../parts.ts'
import { takeReceipt } from '../take-receipt.ts'
import type { Connected } from '../watch/parts.ts'
import { accountIdOf, isIdOf, numberIn } from './account-id.ts'
import { isDeleted, noteDeleted } from './deleted.ts'
import { readFilter } from './filter.ts'
import { type SaidOf, saidOf } from './last-request.ts'
import { readPatch, readReplacement } from './read-active.ts'

/** A user as a source may see it: nothing but what it named them by. */
export interface ScimAccount {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

/** What an identity manager may do. Throws `Problem`, and `PlatformError` when the platform cannot be asked. */
export interface Scim {
  /** Who a filter means; null: nobody, or more than one. */
  find(source: ScimSource, filter: string | undefined, signal: AbortSignal): Promise<ScimAccount | null>
  /** Throws `scim-user-unknown`. */
  get(source: ScimSource, id: string, signal: AbortSignal): Promise<ScimAccount>
  /** Resolves when the demand is on disk. Throws `scim-user-unknown` also for whoever the source has deleted before. */
  remove(source: ScimSource, id: string, signal: AbortSignal): Promise<void>
  /** Deactivates or reactivates, as far as this source means anything by that. Throws `scim-value-wrong` too. */
  patch(source: ScimSource, id: string, body: unknown, signal: AbortSignal): Promise<void>
  /** The same for a whole user; answers them as they are then. */
  replace(source: ScimSource, id: string, body: unknown, signal: AbortSignal): Promise<ScimAccount>
}

type Parts = IntakeParts & {
  readonly platforms: { get(id: string): Promise<Connected | null> }
  readonly accept: Accept
}

interface Meant {
  readonly subject: Subject
  readonly said: SaidOf
}

const mayWant = ({ body }: ScimSource, type: DeliveryType): void => {
  if (!body.types.includes(type)) throw new Problem('type-not-allowed')
  if (!body.origins.includes('identity-manager')) throw new Problem('origin-not-allowed')
}

const platformOf = ({ body }: ScimSource): string => body.platforms[0]!

/** As the source calls its users: by the name on the platform, or by the address there. */
const nameOf = ({ body }: ScimSource, { username, email }: Subject): string | null =>
  body.scim.namedBy === 'email' ? email : username

/** What every message of a source about an account carries: two identifiers, as they were just read. */
const about = (
  source: ScimSource,
  { subject }: Meant
): Pick<Incoming, 'by' | 'platform' | 'identifiers' | 'notes' | 'instants' | 'way'> => ({
  by: source.id,
  way: 'scim',
  platform: platformOf(source),
  identifiers: [
    { kind: 'platform-id', value: subject.id },
    { kind: 'username', value: subject.username }
  ],
  notes: [],
  instants: {}
})

/** Puts the verbs together: each a thin translation into `accept`, under the rights, cap and brake of the source. */
export const createScim = (parts: Parts): Scim => {
  const { store, keys, clock, platforms, accept } = parts

  const look = async (source: ScimSource, reference: Reference, signal: AbortSignal): Promise<Meant | null> => {
    const connected = await platforms.get(platformOf(source))
    if (connected === null) throw new Problem('platform-not-allowed')
    const found = await connected.platform.find(reference, signal)
    if (found.is !== 'one') return null
    const { subject } = found
    return { subject, said: await saidOf(parts, source.id, connected.id, subject) }
  }

  const byId = async (source: ScimSource, id: string, signal: AbortSignal): Promise<Meant | null> => {
    const number = numberIn(id)
    if (number === null) return null
    const meant = await look(source, { identifiers: [{ kind: 'platform-id', value: number }] }, signal)
    return meant !== null && isIdOf(keys, source.id, platformOf(source), id, meant.subject) ? meant : null
  }

  /** Nobody, once the source has deleted them: also while the account lives on until everything is met. */
  const seen = async (source: ScimSource, meant: Meant | null): Promise<ScimAccount | null> => {
    if (meant === null) return null
    const { subject, said } = meant
    const name = nameOf(source, subject)
    if (name === null || (said.open !== null && (await isDeleted(parts, said.key)))) return null
    return { id: accountIdOf(keys, source.id, platformOf(source), subject), name, active: said.open === null }
  }

  const known = async (source: ScimSource, id: string, signal: AbortSignal): Promise<Meant> => {
    const meant = await byId(source, id, signal)
    if (meant === null || (await seen(source, meant)) === null) throw new Problem('scim-user-unknown')
    return meant
  }

  /** Asks for the erasure, once: what is open already carries it. Answers the request. */
  const demand = async (source: ScimSource, meant: Meant): Promise<string> => {
    const { open, key } = meant.said
    if (open !== null) return open.id
    const { body } = source
    const place = await takeReceipt(store, {
      id: idOfDelivery(key),
      source: source.id,
      platform: platformOf(source),
      dailyCap: body.dailyCap,
      isDemand: true,
      brake: brakeOf(body),
      now: clock.now()
    })
    const incoming: Incoming = {
      ...about(source, meant),
      type: 'account.deletion.requested',
      deliveryKey: key,
      demand: {
        origin: 'identity-manager',
        ground: body.scim.ground,
        saidAt: null,
        proof: null,
        mandate: body.standingMandate ? { kind: 'standing-rule', expiresAt: null, standing: true } : null,
        acknowledged: false
      },
      ...place
    }
    const taken = await accept({ ...incoming, subject: meant.subject }).catch(error => {
      if (!(error instanceof StoreError && error.code === 'duplicate-key')) throw error
      // Somebody else has asked for the same subject: the worker finds that out, and joins the two.
      return accept(incoming)
    })
    return taken.body.request!
  }

  const withdraw = async (source: ScimSource, meant: Meant): Promise<void> => {
    if (meant.said.open === null) return
    mayWant(source, 'account.deletion.withdrawn')
    await accept({ ...about(source, meant), type: 'account.deletion.withdrawn', deliveryKey: null, demand: null })
  }

  const setActive = async (source: ScimSource, id: string, active: boolean, signal: AbortSignal): Promise<void> => {
    const meant = await known(source, id, signal)
    if (source.body.scim.deactivation === 'ignore') return
    if (active) return withdraw(source, meant)
    mayWant(source, 'account.deletion.requested')
    await demand(source, meant)
  }

  return {
    async find(source, filter, signal) {
      const { by, value } = readFilter(filter)
      if (by === 'id') return seen(source, await byId(source, value, signal))
      const kind = source.body.scim.namedBy
      return seen(source, await look(source, { identifiers: [{ kind, value }] }, signal))
    },
    async get(source, id, signal) {
      return (await seen(source, await known(source, id, signal)))!
    },
    async remove(source, id, signal) {
      mayWant(source, 'account.deletion.requested')
      const meant = await known(source, id, signal)
      const request = await demand(source, meant)
      await noteDeleted(parts, source.id, meant.said.key, request)
    },
    patch: (source, id, body, signal) => setActive(source, id, readPatch(body), signal),
    async replace(source, id, body, signal) {
      const active = readReplacement(body)
      if (active !== null) await setActive(source, id, active, signal)
      return (await seen(source, await known(source, id, signal)))!
    }
  }
}
