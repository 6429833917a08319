import { compartment, confirmationKind, origin, outcomeKind, platformKind, rowKind, treatment } from './allowed.ts'
import {
  article,
  code,
  count,
  type Fields,
  findFault,
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
  orNull,
  type Rule,
  recordOf
} from './fields.ts'

/** In what a file is no certificate of this version. */
export type Malformation = 'wrong-kind' | 'wrong-version' | 'unknown-field' | 'field-missing' | 'field-wrong'

const text: Rule = value => typeof value === 'string'

const actionBefore: Fields = {
  action: code,
  treatment,
  supplementary: flag,
  expected: flag,
  unreadable: flag,
  irreversible: flag,
  outcome: orNull(recordOf({ is: outcomeKind, at: instant })),
  confirmation: orNull(recordOf({ is: confirmationKind, at: instant, dueAt: orNull(instant), because: orNull(code) }))
}

const action: Fields = { ...actionBefore, counts: mapOf(count) }

const retainedBefore: Fields = {
  id: code,
  number: orNull(count),
  outcome: oneOf('delete', 'anonymise', 'reassign', 'retain', 'later'),
  check: oneOf('read-back', 'other-side', 'cannot-tell'),
  article: orNull(article),
  letter: orNull(letter),
  startsAt: orNull(instant),
  endsAt: orNull(instant),
  reading: orNull(recordOf({ is: rowKind, at: instant, dueAt: orNull(instant), because: orNull(code) }))
}

const retained: Fields = { ...retainedBefore, count: orNull(count) }

const key: Fields = {
  compartment,
  kek: month,
  expiresAt: instant,
  destroyedAt: orNull(instant),
  copiesUnreadableFrom: orNull(instant)
}

const anchor: Fields = { number: count, at: instant, hash, n: count }

const certificateBefore: Fields = {
  request: id,
  platform: id,
  kind: platformKind,
  origin,
  article,
  letter: orNull(letter),
  receivedAt: instant,
  endedAt: instant,
  end: oneOf('completed', 'partially-completed', 'withdrawn', 'refused', 'expired', 'joined'),
  subject: orNull(hash),
  actions: Array.isArray,
  retained: Array.isArray,
  keys: Array.isArray,
  chain: listOf(isPlain),
  head: hash,
  drawnAt: instant
}

const recipient: Fields = {
  id,
  name: value => typeof value === 'string' && value.length <= 200,
  told: oneOf('told', 'given-up', 'waiting'),
  at: orNull(instant)
}

const certificate: Fields = { ...certificateBefore, anchors: Array.isArray }

const file: Fields = {
  lethe: oneOf('certificate'),
  version: value => value === 1 || value === 2,
  certificate: isPlain,
  signedBy: isPlain,
  signature: text
}

interface Found {
  readonly code: Malformation
  /** The field's name where it is one of ours; what a stranger wrote is not repeated. */
  readonly field: string | null
}

const check = (value: unknown, fields: Fields): Found | null => {
  if (!isPlain(value)) return { code: 'field-wrong', field: null }
  const fault = findFault(value, fields)
  return fault && { code: fault.code, field: fault.code === 'unknown-field' ? null : fault.field }
}

const checkAll = (values: unknown, fields: Fields): Found | null => {
  for (const value of values as readonly unknown[]) {
    const fault = check(value, fields)
    if (fault !== null) return fault
  }
  return null
}

/** The first thing in which a parsed file is not a certificate of this version, entries of its chain aside. */
export const findMalformation = (parsed: unknown): Found | null => {
  if (!isPlain(parsed) || parsed.lethe !== 'certificate') return { code: 'wrong-kind', field: null }
  if (parsed.version !== 1 && parsed.version !== 2) return { code: 'wrong-version', field: null }
  const outer = check(parsed, file) ?? check(parsed.signedBy, { keyId: text, publicKey: text })
  if (outer !== null) return outer
  const inner = parsed.certificate as Record<string, unknown>
  if (parsed.version === 1)
    return (
      check(inner, certificateBefore) ??
      checkAll(inner.actions, actionBefore) ??
      checkAll(inner.retained, retainedBefore) ??
      checkAll(inner.keys, key)
    )
  // Where nobody received anything, nothing stands here.
  const hasRecipients = inner.recipients !== undefined
  return (
    check(inner, hasRecipients ? { ...certificate, recipients: Array.isArray } : certificate) ??
    checkAll(inner.actions, action) ??
    checkAll(inner.retained, retained) ??
    checkAll(inner.keys, key) ??
    checkAll(inner.anchors, anchor) ??
    checkAll(inner.recipients ?? [], recipient)
  )
}
