import type { Clock } from '../clock.ts'

/** Ways in which a package writes past our log. */
const ways = ['trace', 'error', 'warn', 'log', 'info', 'debug'] as const

/** What packages write to: the console of the process, or one of a test. */
export type Written = Record<(typeof ways)[number], (...said: readonly unknown[]) => void>

/** The level that pino numbers so, and those that say less. */
const warnLevel = 40
const above: readonly string[] = ['error', 'fatal', 'silent']

/** The package whose code stands next above ours in a stack. */
const packageIn = (stack: string): string | null =>
  /node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\/(?![^\n]*node_modules)/.exec(stack)?.[1] ?? null

/**
 * Lets whatever a package writes to the console come as a line of our log: which package, in which way, and name and code
 * of the error if one is said, at the level `warn`. The text itself is left out: it may repeat an address or a value.
 * graphile-worker 0.18 traces a hand that ends by an error past the logger that it is given.
 */
export const logStrayOutput = (
  written: Written,
  logLevel: string,
  log: (line: string) => void,
  clock: Pick<Clock, 'now'>
): void => {
  for (const way of ways)
    written[way] = (...said) => {
      if (above.includes(logLevel)) return
      const error = said.find(each => each instanceof Error) as (Error & { readonly code?: unknown }) | undefined
      const line = {
        level: warnLevel,
        time: clock.now().getTime(),
        code: 'stray-output',
        by: packageIn(new Error().stack ?? ''),
        way,
        ...(error !== undefined && { fault: error.name }),
        ...(typeof error?.code === 'string' && { cause: error.code }),
        msg: 'a package wrote to the console; what it said is left out'
      }
      log(`${JSON.stringify(line)}\n`)
    }
}
