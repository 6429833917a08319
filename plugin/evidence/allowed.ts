import { EvidenceError } from './errors.ts'
import {
  article,
  code,
  count,
  type Fields,
  flag,
  hash,
  id,
  instant,
  isPlain,
  letter,
  listOf,
  mapOf,
  month,
  oneOf,
  orNull
} from './fields.ts'

/** Who asked. */
export const origin = oneOf('self', 'on-behalf', 'identity-manager', 'lifecycle', 'platform')
/** The kinds of platform that the contract knows. */
export const platformKind = oneOf('openedx', 'openolat')
/** The compartments of the vault. */
export const compartment = oneOf('work', 'replay', 'block')
/** Outcomes of an action, kept apart up to the certificate. */
export const outcomeKind = oneOf('done', 'already-absent', 'never-existed', 'no-such-route')
/** What a reading after an action says. */
export const confirmationKind = oneOf('gone', 'still-there', 'cannot-tell', 'later')

/** What a reading of one of the platform's rows says. */
export const rowKind = oneOf('gone', 'kept', 'still-there', 'cannot-tell', 'later')

/** What happens to a category of data. */
export const treatment = oneOf('delete', 'anonymise', 'reassign', 'retain')

const demand: Fields = {
  request: id,
  demand: id,
  platform: id,
  kind: platformKind,
  origin,
  article,
  letter: orNull(letter),
  receivedAt: instant,
  saidAt: orNull(instant),
  source: id,
  via: code,
  proof: orNull(code),
  mandate: orNull(code),
  /** Whether somebody said why the subject cannot ask themselves; what they said lies in the vault. */
  cannotAsk: flag,
  /** Whether the subject wants a copy of their data. */
  copy: oneOf('asked', 'not-wanted', 'not-said'),
  /** Which version of our sentences they read and agreed to, and in which language. */
  told: code
}

const ground: Fields = { article, letter: orNull(letter) }

const kinds = {
  /** The first entry of every chain: it ties the chain to its request and platform. */
  received: demand,
  'demand-added': demand,
  'demand-withdrawn': { demand: id },
  proven: { demand: id, proof: code },
  /** The platform did not take a call that was passed on to it. */
  lapsed: { demand: id, because: code },
  /** With the ground where it is a refusal. */
  moved: { from: code, to: code, because: code, article, letter: orNull(letter) },
  /** The subject said no to what others asked. */
  objected: { tooLate: flag },
  /** Somebody said why the subject cannot be asked. */
  'cannot-ask': { demand: id },
  /** Carries the commitment to the subject that the certificate repeats. */
  resolved: { found: oneOf('one', 'none', 'several'), count },
  verdicts: { verdicts: mapOf(code), blockers: listOf(code), sources: mapOf(code) },
  /** The plan as far as the certificate rests on it; made by `describePlan`. */
  planned: {
    fingerprint: hash,
    actions: listOf(code),
    treatments: mapOf(treatment),
    expected: listOf(code),
    unreadable: listOf(code),
    irreversible: listOf(code),
    supplementary: flag,
    counts: mapOf(count),
    retained: listOf(code),
    /** How many of each row there are, where the platform counts them. */
    rowCounts: mapOf(count)
  },
  approved: { fingerprint: hash },
  attested: { precondition: code, answer: flag },
  waived: { precondition: code, article, letter: orNull(letter) },
  finding: { code, precondition: orNull(code) },
  'brake-kept': { source: id, count },
  'brake-released': { source: id },
  /** An identity manager's first run: what would have been done, and was not. */
  'dry-run': { source: id, next: code, because: code, blockers: listOf(code), actions: listOf(code) },
  'went-live': { source: id },
  'deadline-extended': { deadlineAt: instant, because: code },
  /** The end moved without anybody's word: an extension fell away, or a new calendar brings it forward. */
  'deadline-recounted': { deadlineAt: instant, because: code },
  /** The sender's time of receipt, which lay far back, counts by a person's agreement. */
  'receipt-agreed': { demand: id, receivedAt: instant },
  'clock-suspended': { because: code },
  'clock-resumed': { because: code },
  /** A hold was placed: on what, and on what ground. */
  held: { hold: id, ...ground, items: listOf(code) },
  /** The actor agreed to lift it; `askedBy` asked. */
  released: { hold: id, askedBy: id },
  /** Held, and left as it is: the plan goes without it. */
  spared: { items: listOf(code) },
  /** What is to be undone on the platform after a withdrawal: on record before the platform is called. */
  'put-back-begun': { actions: listOf(code) },
  /** What a release of the platform put back after a withdrawal, and what it could not. */
  'put-back': { restored: listOf(code), notRestored: mapOf(code) },
  intent: { action: code, try: count, section: orNull(code) },
  outcome: { action: code, is: outcomeKind, byReading: flag, counts: mapOf(count) },
  failed: {
    action: orNull(code),
    failure: oneOf('unavailable', 'refused', 'surprise'),
    code,
    status: orNull(count),
    mayHaveHappened: flag
  },
  confirmation: { action: code, is: confirmationKind, dueAt: orNull(instant), because: orNull(code) },
  /** What was read of the platform's rows, by their ids; the last one counts. */
  'rows-read': { readings: mapOf(rowKind), dueAt: mapOf(instant), because: mapOf(code) },
  signal: { kind: code, demand: orNull(id), hold: orNull(id) },
  'section-entered': { section: code },
  'section-left': { section: code },
  notice: { message: id, kind: code, state: code, tries: count },
  /** Whether a recipient of the subject's data was told to erase it (Article 19 GDPR); its id, as it was registered. */
  'recipient-told': { message: id, recipient: id, state: code, tries: count },
  'key-destroyed': { compartment, kek: month },
  /** The term of a row that the platform keeps is over: after the end of the request. */
  'retention-over': { row: code },
  /** A person says that it is deleted at the platform. */
  'retention-settled': { row: code },
  /** A restore of the platform brought it back; `request` is the one that is repeated. */
  replayed: { snapshotAt: instant, replay: id, request: id }
} satisfies Readonly<Record<string, Fields>>

/** The kinds of entry. A new kind, or a new field of one, is a row or field of the table in this file. */
export type EntryKind = keyof typeof kinds

/** Fields of plain evidence per kind of entry. Not in the table, not in the chain: this is what keeps names out. */
export const allowed: Readonly<Record<EntryKind, Fields>> = kinds

/** Plain data of an entry: codes, counts, instants, ids and states. */
export type EntryData = Readonly<Record<string, unknown>>

/**
 * Throws unless every field of the data is listed for the kind and keeps to its rule. Listed fields may be absent.
 * Codes: `evidence-kind-unknown`, `evidence-field-not-allowed`, `evidence-value-not-allowed`.
 */
export const checkData = (kind: string, data: unknown): void => {
  if (!Object.hasOwn(allowed, kind)) throw new EvidenceError('evidence-kind-unknown', code(kind) ? kind : 'kind')
  if (!isPlain(data)) throw new EvidenceError('evidence-value-not-allowed', kind)
  const fields = allowed[kind as EntryKind]
  for (const [field, value] of Object.entries(data)) {
    const rule = Object.hasOwn(fields, field) ? fields[field] : undefined
    if (rule === undefined) throw new EvidenceError('evidence-field-not-allowed', kind)
    if (!rule(value)) throw new EvidenceError('evidence-value-not-allowed', `${kind}.${field}`)
  }
}
