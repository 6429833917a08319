import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { readNames } from '../../find-named.ts'
import { withNext } from '../../next.ts'
import { drawPairs } from '../../output.ts'

type SitePause = components['schemas']['SitePause']

const show = async ({ io, client }: Context, value: SitePause): Promise<Shown> => {
  const { paused } = value
  if (paused === null) return { value, draw: () => 'nothing is paused as a whole\n' }
  const names = await readNames(client, 'person')
  const pairs = [
    ['paused', 'every platform: nothing is erased anywhere'],
    ['since', paused.at],
    ['by', names.get(paused.by) ?? paused.by],
    ['because', paused.because]
  ] as const
  return withNext({ value, draw: () => drawPairs(io, pairs) }, 'let it go on by lethe pause end')
}

/** `lethe pause …`: keeps everything destructive back on every platform at once. */
export const addPauseCommands = (program: Command, act: Act): void => {
  const pause = program.command('pause').description('keep everything destructive back, on every platform at once')

  pause
    .command('all')
    .description('stop; one platform alone: lethe platform pause')
    .requiredOption('--because <text>', 'shown to everybody who works with Lethe; no personal data')
    .action(
      act(async (context, command) => {
        const { because } = command.opts<{ because: string }>()
        return show(context, await context.client.call<SitePause>('PUT', '/pause', { because }))
      })
    )

  pause
    .command('show')
    .description('who paused everything, since when and why')
    .action(act(async context => show(context, await context.client.call<SitePause>('GET', '/pause'))))

  pause
    .command('end')
    .description('let every platform go on that is not paused by itself')
    .action(act(async context => show(context, await context.client.call<SitePause>('DELETE', '/pause'))))
}
