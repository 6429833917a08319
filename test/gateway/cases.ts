import { isDeepStrictEqual } from 'node:util'

/** One line of the cases file. */
export interface CaseRow {
  readonly id: string
  readonly proxy: string
  readonly mode: string
  readonly caller: string
  readonly fault: string
  readonly status: number | null
  /** What the platform holds now. */
  readonly sandbox: Readonly<Record<string, unknown>>
  /** State of the request in Lethe; null: there is none. */
  readonly state: string | null
  readonly passed: boolean
  /** What was not as it must be. */
  readonly faults: readonly string[]
}

/** What a case must be like; every departure is kept in words. */
export class Checks {
  readonly faults: string[] = []

  equal(what: string, is: unknown, should: unknown): void {
    if (!isDeepStrictEqual(is, should))
      this.faults.push(`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`)
  }

  match(what: string, text: string | undefined, pattern: RegExp): void {
    if (text === undefined || !pattern.test(text))
      this.faults.push(`${what}: ${JSON.stringify(text?.slice(0, 400))} does not match ${pattern}`)
  }

  ok(what: string, is: boolean): void {
    if (!is) this.faults.push(what)
  }
}

/** Where cases are told as they end. */
export type Tell = (row: Omit<CaseRow, 'passed'>) => void
