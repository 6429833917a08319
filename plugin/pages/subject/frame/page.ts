import type { ComponentChild } from 'preact'
import type { Caller } from '../../../../adapters/contract.ts'
import type { PageSite } from '../../../store/records/platforms/sites.ts'
import type { Language } from '../../../texts/language.ts'
import type { Pace } from '../../pace.ts'
import type { PageParts } from '../../parts.ts'

/** Somebody of whom it is known who they are. */
export interface PageCaller extends Caller {
  /** When they showed the code that was mailed to them, and what they began with it; null: the platform says who they are. */
  readonly byCode: { readonly at: string; readonly session: string } | null
}

/** One opening of a page, or one sending of its form. */
export interface Visit {
  readonly parts: PageParts
  readonly site: PageSite
  /** Below this the pages stand: `/lethe`, or `/subject/` and the platform. */
  readonly base: string
  /** As it was chosen, else as the browser asks. */
  readonly language: Language
  /** As it was chosen, else as the account says, else as the browser asks. */
  languageFor(subject: { readonly language: string | null }): Language
  readonly params: Readonly<Record<string, string>>
  /** What was sent; empty when the page is opened. */
  readonly form: URLSearchParams
  /** Whether a client asks that is no browser. */
  readonly wantsJson: boolean
  readonly signal: AbortSignal
  /** Null: nobody of whom we know who they are. @throws PlatformError */
  caller(): Promise<PageCaller | null>
  /** What whoever is nobody yet gets to see. */
  signIn(): Promise<Answer>
}

/** A page. `after`: what is done once it is out, so that nobody can tell from its time what was found. */
export interface Shown {
  readonly title: string
  readonly body: ComponentChild
  readonly status?: number
  /** Another one than the visit's. */
  readonly language?: Language
  /** Somebody is in by a code and can leave: what shows that they opened the page. */
  readonly leave?: string
  readonly after?: () => void
}

/** On to another page. */
export interface Led {
  readonly to: string
  readonly cookie?: string
}

/** Something that is no page of ours. */
export interface Sent {
  readonly type: string
  readonly content: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What a visit ends with. */
export type Answer = Shown | Led | Sent

/** One address below the base, as Fastify writes it. Whatever it may not show is an answer like any other. */
export interface SubjectPage {
  readonly path: string
  readonly draw?: (visit: Visit) => Promise<Answer>
  readonly act?: (visit: Visit) => Promise<Answer>
  /** How often one address may send the form, where that is less often than it may open pages. Milliseconds. */
  readonly pace?: Pace
}
