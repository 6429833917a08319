import type { Heard, Hint, Identifier } from '../contract.ts'

/** Which events say something that a verdict may rest on, and what; the others are answered and forgotten (6.2, 6.3). */
const telling: Readonly<Record<string, string>> = {
  'org.openedx.learning.user.course_access_role.added.v1': 'course-role-added',
  'org.openedx.learning.user.course_access_role.removed.v1': 'course-role-removed',
  'org.openedx.learning.course.unenrollment.completed.v1': 'unenrolled',
  'org.openedx.learning.auth.session.login.completed.v1': 'signed-in'
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textAt = (fields: Fields | undefined, name: string): string | null => {
  const value = fields?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

const fieldsAt = (fields: Fields | undefined, name: string): Fields | undefined => {
  const value = fields?.[name]
  return isFields(value) ? value : undefined
}

interface Said {
  readonly type: string | null
  readonly messageId: string | null
  readonly userId: string | null
  readonly username: string | null
}

/** In JSON the one key that is not `event_metadata` is the class of the data object; login data is the user itself. */
function readNested(message: Fields): Said {
  const metadata = fieldsAt(message, 'event_metadata')
  const [, data] = Object.entries(message).find(([name]) => name !== 'event_metadata') ?? []
  const user = isFields(data) ? (fieldsAt(data, 'user') ?? data) : undefined
  return {
    type: textAt(metadata, 'event_type'),
    messageId: textAt(metadata, 'id'),
    userId: textAt(user, 'id'),
    username: textAt(fieldsAt(user, 'pii'), 'username')
  }
}

/** In form mode every level is joined with `_`, behind the class of the data object. */
function readFlat(message: Fields): Said {
  const { event_metadata_event_type: type, event_metadata_id: id } = message
  const at = (...endings: readonly string[]) => {
    const name = Object.keys(message).find(
      one => !one.startsWith('event_metadata_') && endings.some(ending => one.endsWith(`Data_${ending}`))
    )
    return name === undefined ? null : textAt(message, name)
  }
  return {
    type: typeof type === 'string' ? type : null,
    messageId: typeof id === 'string' ? id : null,
    userId: at('user_id', 'id'),
    username: at('user_pii_username', 'pii_username')
  }
}

/** The number outlives a retirement, the name does not: each finds requests by itself. */
function hintsOf({ type, userId, username }: Said): readonly Hint[] {
  const because = type === null ? undefined : telling[type]
  if (because === undefined) return []
  const identifiers: Identifier[] = []
  if (userId !== null) identifiers.push({ kind: 'platform-id', value: userId })
  if (username !== null && username !== '') identifiers.push({ kind: 'username', value: username })
  return identifiers.map(identifier => ({ reference: { identifiers: [identifier] }, because }))
}

/**
 * Reads a post of openedx-webhooks, from JSON or from a form. Events carry an id in their metadata and are answered
 * with nothing; a filter, which has none, is answered with the empty object: anything else could change the account
 * (6.3). Of the body, which can hold password hashes, nothing but number and user name is taken.
 */
export function translateHint(delivery: unknown): Heard {
  if (!isFields(delivery)) return { id: null, hints: [], answer: 'empty-object' }
  const said = isFields(delivery.event_metadata) ? readNested(delivery) : readFlat(delivery)
  const isEvent = said.messageId !== null
  return { id: said.messageId, hints: isEvent ? hintsOf(said) : [], answer: isEvent ? 'nothing' : 'empty-object' }
}
