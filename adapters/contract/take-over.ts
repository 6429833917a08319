import type { Subject } from './subject.ts'

/** One deletion that the platform began without us, or that another driver left behind. */
export interface BacklogRow {
  readonly subject: Subject
  /**
   * `pending`: nobody has taken it up. `stuck`: in the middle of a step, where the reference driver never fetches it
   * again. `between-steps`: one step is done, the next not begun. `errored`: given up. `over`: only the row is open.
   */
  readonly stands: 'pending' | 'stuck' | 'between-steps' | 'errored' | 'over'
  /** The platform's own name of the state. */
  readonly state: string
  /** When the deletion was asked for, and when the row last moved. ISO 8601. */
  readonly since: string
  readonly movedAt: string
}

/** What of another driver's configuration is ours to take. */
export interface ImportedConfiguration {
  /** Options of this adapter, as far as the file says them; secrets among them. */
  readonly options: Readonly<Record<string, unknown>>
  /** What was found, by step: `taken` as an option or as what is done anyway; `left` with why; `wrong` as it stood. */
  readonly findings: readonly {
    readonly about: string
    readonly is: 'taken' | 'left' | 'wrong'
    readonly says: string
  }[]
}

/** What another driver left, and how it was set up. */
export interface TakeOver {
  /** Complete, or it throws; ordered by `since`. */
  backlog(signal: AbortSignal): Promise<readonly BacklogRow[]>
  /** Reads a configuration file of another driver; pure. @throws PlatformError `refused: configuration-unreadable` */
  importConfiguration(text: string): ImportedConfiguration
}

/** Somebody whose data an organisation beside the platform must delete too. It names the person. */
export interface ReportRow {
  /** Names nobody. */
  readonly key: string
  readonly id: string
  readonly username: string
  readonly email: string
  readonly displayName: string
  readonly organisations: readonly string[]
  /** ISO 8601. */
  readonly since: string
}

/** A report for organisations beside the platform, which the platform gives only once. */
export interface PartnerReport {
  /** Takes what is new, keeps it sealed before anything else is done, and answers all that was not closed yet. */
  take(signal: AbortSignal): Promise<readonly ReportRow[]>
  /** All that was taken and not closed yet; asks nobody. */
  kept(): Promise<readonly ReportRow[]>
  /** These were handed over: they are cleared on the platform and dropped here. Repeated, it does no more. */
  close(keys: readonly string[], signal: AbortSignal): Promise<void>
}
