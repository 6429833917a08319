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
