import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'

/** All that a command touches of its surroundings; tests give it others. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly random: Random
  /** To standard output: the answer. */
  out(text: string): void
  /** To standard error: what is said beside the answer. */
  err(text: string): void
  /** All of standard input. */
  readInput(): Promise<string>
  /** Asks for a secret without echo. Only called when `isInteractive`. */
  askSecret(question: string): Promise<string>
  /** Asks to choose. Only called when `isInteractive`. */
  askChoice(question: string, choices: readonly string[]): Promise<string>
  /** Somebody sits before it: input and output are terminals. */
  readonly isInteractive: boolean
  /** Output is a terminal and nobody set NO_COLOR. */
  readonly hasColour: boolean
  /** What an address answers to whoever asks without a token; null: nothing. Absent where only the sidecar is asked. */
  reach?(url: string): Promise<{ readonly status: number; readonly text: string; readonly date: string | null } | null>
  /**
   * Resolves when the system asks the process to end. Asked once more, it ends at once; and with `graceMs` it ends after so
   * long whatever still holds it.
   */
  untilStopped(graceMs?: number): Promise<void>
}
