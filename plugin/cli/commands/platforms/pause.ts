import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Shown } from '../../context.ts'
import type { Io } from '../../io.ts'
import { drawPairs } from '../../output.ts'

type SitePause = components['schemas']['SitePause']

const show = (io: Io, value: SitePause): Shown => ({
  value,
  draw: () => {
    const { paused } = value
    if (paused === null) return 'nothing is paused as a whole\n'
    return drawPairs(io, [
      ['paused', 'every platform: nothing is erased anywhere'],
      ['since', paused.at],
      ['by', paused.by],
      ['because', paused.because]
    ])
  }
})

/** `lethe pause …`: keeps everything destructive back on every platform at once. */
export const addPauseCommands = (program: Command, act: Act): void => {
  const pause = program.command('pause').description('keep everything destructive back, on every platform at once')

  pause
    .command('all')
    .description('stop; one platform alone: lethe platform pause')
    .requiredOption('--because <text>', 'shown to everybody who works with Lethe; no personal data')
    .action(
      act(async ({ io, client }, command) => {
        const { because } = command.opts<{ because: string }>()
        return show(io, await client.call<SitePause>('PUT', '/pause', { because }))
      })
    )

  pause
    .command('show')
    .description('who paused everything, since when and why')
    .action(act(async ({ io, client }) => show(io, await client.call<SitePause>('GET', '/pause'))))

  pause
    .command('end')
    .description('let every platform go on that is not paused by itself')
    .action(act(async ({ io, client }) => show(io, await client.call<SitePause>('DELETE', '/pause'))))
}
