import type { Origin } from '../../../erasure/demand/demand.ts'
import { Problem } from '../../../errors.ts'
import type { Random } from '../../../random.ts'
import type { Document, Store } from '../../store.ts'
import type { BrakeTrip, SourceBody } from '../bodies.ts'
import { changeKnown, filed, getKnown, shelvedAt } from '../change.ts'
import { countPeople, releasersAsked } from '../people/who-is-who.ts'
import type { Seals } from '../seals.ts'
import { endOlder, isLive, makeSecret } from './live-secrets.ts'

const unknown = { kind: 'source', unknown: 'source-unknown' } as const
const purposeOf = (source: string): string => `source:${source}`

type Terms = Omit<SourceBody, 'secrets' | 'brakeReleases' | 'trips' | 'liveSince' | 'rotatedBy' | 'createdAt'>
type With = { readonly store: Store; readonly seals: Seals; readonly random: Random; readonly at: string }

/**
 * Adds a source and answers with its first secret, which is never readable again. Id and secret are made, unless an
 * installation has given them to both ends already.
 */
export const addSource = async (
  { store, seals, random, at }: With,
  terms: Terms,
  { id, secret }: { readonly id: string; readonly secret: string } = { id: random.uuid(), secret: makeSecret(random) }
): Promise<{ id: string; secret: string }> => {
  const sealed = seals.sealSecret(purposeOf(id), secret)
  const secrets = [{ id: random.uuid(), sealed, createdAt: at, expiresAt: null }]
  await store.put<SourceBody>('source', id, filed({ ...terms, secrets, brakeReleases: [], createdAt: at }), {
    expected: 0
  })
  return { id, secret }
}

/** One source that may send. Throws `source-unknown`, also for a removed one. */
export const getSource = async (store: Store, id: string): Promise<Document<SourceBody>> => {
  const source = await getKnown<SourceBody>(store, 'source', id, 'source-unknown')
  if (source.shelf !== null) throw new Problem('source-unknown')
  return source
}

/** What the brake of a source goes by: a percentage of accounts and ten times the usual hour unless set otherwise. */
export const brakeOf = ({ brakePerHour, brakePercent = 1, brakeTimesUsual = 10 }: SourceBody) => ({
  perHour: brakePerHour,
  percent: brakePercent,
  timesUsual: brakeTimesUsual
})

/** All sources. */
export const listSources = (store: Store): Promise<readonly Document<SourceBody>[]> =>
  store.query<SourceBody>('source', { all: true })

/**
 * Makes a new secret; the live ones before it end `oldLivesMs` from now at the latest, the ended ones go. `by`: who has
 * it in hand from now on.
 */
export const rotateSource = async (
  { store, seals, random, at }: With,
  id: string,
  { by, oldLivesMs }: { readonly by: string; readonly oldLivesMs: number }
): Promise<string> => {
  const secret = makeSecret(random)
  const made = { id: random.uuid(), sealed: seals.sealSecret(purposeOf(id), secret), createdAt: at, expiresAt: null }
  await changeKnown<SourceBody>(store, { ...unknown, id }, ({ body, shelf }) => {
    if (shelf !== null) throw new Problem('source-unknown')
    const rotatedBy = [...new Set([...(body.rotatedBy ?? []), by])]
    return { body: { ...body, rotatedBy, secrets: [...endOlder(body.secrets, at, oldLivesMs), made] } }
  })
  return secret
}

interface Opened {
  readonly purpose: string
  readonly secret: string
}

const openedBy = new WeakMap<Seals, Map<string, Opened>>()
const rememberedSecrets = 200

/** Opened once: each delivery asks. */
const openOnce = (seals: Seals, purpose: string, sealed: string): string => {
  const known = openedBy.get(seals)?.get(sealed)
  if (known?.purpose === purpose) return known.secret
  const secret = seals.openSecret(purpose, sealed)
  const opened = openedBy.get(seals) ?? new Map<string, Opened>()
  openedBy.set(seals, opened)
  if (opened.size >= rememberedSecrets) opened.clear()
  opened.set(sealed, { purpose, secret })
  return secret
}

/** The secrets that a delivery may be signed with now, opened. */
export const liveSecrets = (seals: Seals, source: Document<SourceBody>, at: string): readonly string[] =>
  source.body.secrets
    .filter(secret => isLive(secret, at))
    .map(({ sealed }) => openOnce(seals, purposeOf(source.id), sealed))

/** Takes the right to send away. The rest stays on the shelf, so that what its brake keeps back can still be released. */
export const removeSource = (store: Store, id: string, at: string): Promise<Document<SourceBody>> =>
  changeKnown<SourceBody>(store, { ...unknown, id }, ({ body, shelf }) => {
    if (shelf !== null) throw new Problem('source-unknown')
    return { body: { ...body, secrets: [] }, ...shelvedAt(at) }
  })

/** Whether demands of this origin are only looked at: nobody has said yet that the identity manager may go live. */
export const isOnTrial = ({ liveSince }: SourceBody, origin: Origin): boolean =>
  origin === 'identity-manager' && (liveSince ?? null) === null

/** Lets an identity manager go live; answers it as it then stands. Throws `source-unknown`, `source-live`. */
export const goLive = (store: Store, id: string, at: string): Promise<Document<SourceBody>> =>
  changeKnown<SourceBody>(store, { ...unknown, id }, ({ body, shelf }) => {
    if (shelf !== null) throw new Problem('source-unknown')
    if ((body.liveSince ?? null) !== null) throw new Problem('source-live')
    return { body: { ...body, liveSince: at } }
  })

/** Hours of which it is remembered that the brake kept something back. */
const tripsKept = 200

/**
 * Remembers that the brake kept something back in an hour, and whether somebody was told. Answers the hour as it was
 * before: null when it is new.
 */
export const noteTrip = async (store: Store, id: string, trip: BrakeTrip): Promise<BrakeTrip | null> => {
  let before: BrakeTrip | null = null
  await changeKnown<SourceBody>(store, { ...unknown, id }, ({ body }) => {
    const trips = body.trips ?? []
    before = trips.find(({ hour }) => hour === trip.hour) ?? null
    const others = trips.filter(({ hour }) => hour !== trip.hour)
    const after = {
      ...trip,
      ...(before === null ? {} : { at: before.at }),
      toldAt: trip.toldAt ?? before?.toldAt ?? null
    }
    return { body: { ...body, trips: [...others, after].slice(-tripsKept) } }
  })
  return before
}

/** How many people must agree to what the brake of a source kept back: `releasersAsked`. */
export const releasersOf = (store: Store, { releasersNeeded = 1 }: SourceBody): Promise<number> =>
  releasersAsked(store, releasersNeeded)

/** Who has agreed that what came in an hour (`YYYY-MM-DDTHH`) up to an instant may go on: nobody agrees to what is to come. */
export const agreedTo = ({ brakeReleases }: SourceBody, hour: string, upTo: string): readonly string[] =>
  brakeReleases.filter(release => release.hour === hour && release.at >= upTo).map(({ by }) => by)

/** Whether enough different people have agreed to what came in an hour up to an instant. */
export const isReleased = async (store: Store, source: SourceBody, hour: string, upTo: string): Promise<boolean> => {
  const agreed = agreedTo(source, hour, upTo)
  return (await countPeople(store, agreed)) >= (await releasersOf(store, source))
}

/**
 * A person agrees that what the brake kept back in an hour until now may go on. Each counts once, and again only for what
 * came after they agreed; `newest`: when the last of it came. Throws `brake-agreed`, `hour-not-yet`.
 */
export const agreeToRelease = (
  store: Store,
  id: string,
  agreed: SourceBody['brakeReleases'][number],
  newest: string | null
): Promise<Document<SourceBody>> =>
  changeKnown<SourceBody>(store, { ...unknown, id }, ({ body }) => {
    if (agreed.hour > agreed.at.slice(0, 13)) throw new Problem('hour-not-yet')
    const isTheirs = ({ by, hour }: typeof agreed) => by === agreed.by && hour === agreed.hour
    const before = body.brakeReleases.find(isTheirs)
    if (before !== undefined && (newest === null || newest <= before.at)) throw new Problem('brake-agreed')
    return { body: { ...body, brakeReleases: [...body.brakeReleases.filter(one => !isTheirs(one)), agreed] } }
  })
