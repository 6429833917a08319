import type { State } from '../erasure/states.ts'

/** What the pages for learners and users say. */
export interface PageTexts {
  readonly help: {
    readonly title: string
    readonly stops: string
    readonly nothingStops: string
    readonly pressButton: string
    readonly look: string
    readonly account: string
    readonly deadButton: (logins: string) => string
    readonly wrongPassword: string
    readonly whoCanFix: Readonly<Record<'subject' | 'requester' | 'administrator' | 'privacy-officer', string>>
  }
  /** Asking here, for whom the platform's own button does not serve. */
  readonly ask: {
    readonly title: string
    readonly text: string
    readonly acknowledge: string
    readonly copy: string
    readonly copyAsked: string
    readonly copyNotWanted: string
    readonly button: string
    readonly doneTitle: string
    readonly done: string
    readonly doneWithoutMail: string
  }
  readonly signIn: { readonly title: string; readonly text: string; readonly link: string }
  readonly open: {
    readonly title: string
    readonly states: Readonly<Partial<Record<State, string>>>
    readonly other: string
    readonly cancelWaits: string
    /** By what has become of an objection. */
    readonly objection: Readonly<Record<'stops' | 'waits' | 'overruled' | 'too-late', string>>
    readonly invited: string
    readonly erasureAt: (at: string) => string
    readonly answerBy: (day: string) => string
    readonly suspended: string
    readonly withdraw: string
  }
  readonly fresh: { readonly text: string; readonly withoutMail: string; readonly confirm: string }
  readonly confirm: { readonly title: string; readonly text: string; readonly button: string; readonly done: string }
  readonly withdraw: {
    readonly title: string
    readonly text: string
    readonly button: string
    readonly done: string
    readonly doneButLocked: string
  }
  /** Saying no to what others asked. */
  readonly object: {
    readonly title: string
    readonly text: string
    readonly button: string
    readonly done: string
    readonly tooLate: string
    readonly over: string
    readonly nothing: string
  }
  readonly pressAgain: { readonly title: string; readonly text: string }
  readonly cannotBegin: { readonly title: string; readonly text: string }
  readonly notTold: { readonly title: string; readonly text: string }
  readonly link: { readonly title: string; readonly text: string }
  readonly status: { readonly title: string }
  readonly down: { readonly title: string; readonly text: string }
  readonly stale: { readonly title: string; readonly text: string }
  readonly platform: (name: string) => string
}
