import type { PersonBody, Role } from '../../../store/records/bodies.ts'
import type { Document } from '../../../store/store.ts'
import type { Language } from '../../../texts/language.ts'
import type { CallApi } from './call-api.ts'
import type { Operation } from './page.ts'
import type { PageProblem } from './page-problem.ts'

/** Somebody with a session. */
export interface Staff {
  /** The id of the session. */
  readonly session: string
  readonly person: Document<PersonBody>
}

/** One opening of a page, or one sending of its form. */
export interface Visit {
  readonly language: Language
  readonly staff: Staff
  /** The address of the page, without its query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  /** Of the address: codes and ids, never personal data. */
  readonly query: Readonly<Record<string, string | undefined>>
  /** What was typed; empty when the page is opened. */
  readonly form: URLSearchParams
  /** Why the form was not taken; null when the page is opened. */
  readonly problem: PageProblem | null
  readonly formToken: string
  readonly now: Date
  readonly call: CallApi
  /** Whether roles, this person's unless others are named, allow an operation: what they may not do is not offered. */
  may(operation: Operation, roles?: readonly Role[]): boolean
}
