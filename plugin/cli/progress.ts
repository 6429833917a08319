import type { Context } from './context.ts'

const everyMs = 1000

/**
 * Looks once a second until it is so, and says how far it is on standard error whenever that has changed. Looking can be
 * broken off at any time: what is looked at goes on without us.
 */
export const follow = async <Seen>(
  { io, isJson }: Pick<Context, 'io' | 'isJson'>,
  look: () => Promise<Seen>,
  { isOver, say }: { readonly isOver: (seen: Seen) => boolean; readonly say: (seen: Seen) => string }
): Promise<Seen> => {
  const never = new AbortController().signal
  for (let last = ''; ; ) {
    const seen = await look()
    const said = say(seen)
    if (said !== last && !isJson) io.err(`${said}\n`)
    last = said
    if (isOver(seen)) return seen
    await io.clock.sleep(everyMs, never)
  }
}

const barWidth = 24

/**
 * A bar on standard error for whoever sits before it; else a line for each tenth, so that a log stays short. Nothing
 * with `--json`.
 */
export const createBar = (
  { io, isJson }: Pick<Context, 'io' | 'isJson'>,
  what: string,
  total: number
): ((done: number) => void) => {
  let tenth = 0
  return done => {
    if (isJson || total === 0) return
    const filled = Math.round((done / total) * barWidth)
    const end = done === total ? '\n' : ''
    if (io.isInteractive) {
      io.err(`\r${what} [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done} of ${total}${end}`)
      return
    }
    const now = Math.floor((done / total) * 10)
    if (now > tenth) io.err(`${what}: ${done} of ${total}\n`)
    tenth = Math.max(tenth, now)
  }
}
