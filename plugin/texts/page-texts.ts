import type { Keepsake, PlatformKind } from '../../adapters/contract.ts'
import type { PreconditionId } from '../erasure/preconditions/precondition.ts'
import type { State } from '../erasure/states.ts'

interface Titled {
  readonly title: string
  readonly text: string
}

/** What the pages for learners and users say. */
export interface PageTexts {
  /** What stands around every page. */
  readonly frame: {
    readonly skip: string
    /** The other language, in its own words. */
    readonly language: string
    readonly status: string
    readonly home: string
    readonly questions: string
    readonly signOut: string
  }
  readonly help: {
    readonly title: string
    readonly stops: string
    readonly nothingStops: string
    readonly pressButton: string
    readonly look: string
    readonly account: string
    /** Where a step is taken, by the page that it leads to. */
    readonly where: Readonly<Record<'account' | 'signIn' | 'platform' | 'contact', string>>
    readonly lookedAgain: (at: string) => string
    readonly lookedOnOpening: string
    readonly settled: string
    /** What is in order, by the question that was asked. */
    readonly inOrder: Readonly<Partial<Record<PreconditionId, string>>>
    readonly deadButton: (logins: string) => string
    readonly wrongPassword: string
    readonly whoCanFix: Readonly<Record<'subject' | 'requester' | 'administrator' | 'privacy-officer', string>>
  }
  /** What can be fetched before it goes. */
  readonly fetch: {
    readonly title: string
    readonly text: string
    readonly what: Readonly<Record<Keepsake, string>>
    /** Where to look below the page that the link opens, by the kind of platform. */
    readonly where: Readonly<Record<PlatformKind, Readonly<Partial<Record<Keepsake, string>>>>>
    readonly link: string
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
    readonly textByCode: string
    readonly doneByCode: string
  }
  /** How it stands, for whoever has the code of a demand. */
  readonly statusCode: {
    readonly title: string
    readonly text: string
    readonly label: string
    readonly hint: string
    readonly button: string
    readonly unknown: string
    /** Where a code is shown to whom it belongs. */
    readonly yours: string
    readonly keep: string
    readonly certificate: string
    readonly receivedOn: string
    readonly stateSince: string
    readonly answerBy: string
    readonly endedOn: string
  }
  /** Coming in by a code that is mailed. */
  readonly mailCode: {
    readonly title: string
    readonly text: string
    readonly label: string
    readonly hint: string
    readonly button: string
    readonly sent: string
    readonly sentText: string
    readonly code: string
    readonly codeHint: string
    readonly enter: string
    readonly wrong: string
    readonly again: string
    readonly byLink: Titled
    readonly byLinkButton: string
    readonly signedOut: Titled
  }
  readonly tooMany: Titled
  readonly failed: Titled
  readonly nowhere: Titled
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
    readonly suspended: string
    /** While something keeps everything destructive on the platform back. */
    readonly paused: string
    /** While the brake keeps it back, until people let it go on. */
    readonly braked: string
    readonly withdraw: string
  }
  readonly fresh: { readonly text: string; readonly withoutMail: string; readonly confirm: string }
  readonly confirm: {
    readonly title: string
    readonly text: string
    readonly button: string
    readonly doneTitle: string
    readonly done: string
  }
  readonly withdraw: {
    readonly title: string
    readonly text: string
    readonly button: string
    readonly doneTitle: string
    readonly done: string
    readonly doneButLocked: string
  }
  /** Saying no to what others asked. */
  readonly object: {
    readonly title: string
    readonly text: string
    readonly button: string
    readonly doneTitle: string
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
