/** What a mail may speak of: nothing of it is logged or kept. */
export interface MailContext {
  readonly platform: string
  readonly username: string
  /** As it is written in the reader's language, in the controller's time zone, which it names. */
  readonly erasureAt: string | null
  readonly request: string
  /** Salt and content by which the subject alone can show that a certificate is theirs. */
  readonly opening: string | null
  readonly nameReuse: string
  readonly blockers: readonly { readonly what: string; readonly next: string }[]
  /** Pages of Lethe under the platform's own address; null where no route leads there. */
  readonly links: MailLinks | null
}

/** Where a mail leads. Opening one does nothing yet. */
export interface MailLinks {
  readonly help: string
  /** Null: Lethe cannot begin a deletion here by itself. */
  readonly confirm: string | null
  readonly withdraw: string
  /** Whether the platform's own button is to be pressed again, because the platform itself takes the password. */
  readonly pressAgain: boolean
  /** Whether the platform has locked the account already. */
  readonly isLocked: boolean
  /** Whether Lethe may have the platform unlock it. */
  readonly mayCancel: boolean
}
