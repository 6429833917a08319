import { type Command, Option } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { restoreTexts } from '../../../texts/admin/restores.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { findPlatform, readPlatformNames } from '../../find-platform.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { follow } from '../../progress.ts'
import { sayCounts, wordOf } from '../../words.ts'

type Replay = components['schemas']['Replay']

const drawCounts = ({ counts }: Replay): string => sayCounts({}, counts, 'nobody')

const { replay: said } = restoreTexts.en

const againOf = ({ again }: Replay['rows'][number]): string =>
  again === null ? '' : [wordOf(said.again, again.is), again.request].filter(Boolean).join(' ')

const stateOf = ({ state, because, droppedBecause }: Replay): string => {
  const why = droppedBecause ?? because
  return why === null ? state : `${state} (${why})`
}

const nextOf = ({ id, state }: Replay): string | null => {
  if (state === 'awaiting-release')
    return `others agree by lethe replay release ${id}; nothing: lethe replay drop ${id}`
  return state === 'looking' || state === 'running' ? `how far it is: lethe replay show ${id}` : null
}

const draw = ({ io }: Context, one: Replay): Shown => ({
  value: one,
  draw: () => {
    const pairs = drawPairs(io, [
      ['replay', one.id],
      ['snapshot taken', one.snapshotAt],
      ['restored', one.restoredAt],
      ['state', stateOf(one)],
      ['found', drawCounts(one)],
      ['not known', one.unknownUntil === null ? 'nothing' : `who was erased from the snapshot to ${one.unknownUntil}`],
      ['under way, reading again', one.told],
      ['agreed', `${one.releases.length} of ${one.releasersNeeded}`]
    ])
    const rows = one.rows.map(row => [row.request, wordOf(said.is, row.is), row.because, againOf(row)])
    return `${pairs}\n${drawTable(io, ['had been erased by', 'found', 'because', 'erased again by'], rows)}`
  }
})

/** One replay, as people read it. */
const showReplay = (context: Context, one: Replay): Shown => withNext(draw(context, one), nextOf(one))

/** Waits while a list is drawn or asked for; one that cannot go on now is not waited for. */
const followReplay = ({ client, io, isJson }: Context, id: string): Promise<Replay> =>
  follow({ io, isJson }, () => client.call<Replay>('GET', `/replays/${id}`), {
    isOver: ({ state, because }) => (state !== 'looking' && state !== 'running') || because !== null,
    say: one => `${one.state}: ${drawCounts(one)}`
  })

/** `lethe platform restored`. */
export const addRestoredCommand = (platform: Command, act: Act): void => {
  platform
    .command('restored <platform>')
    .description('say that it was restored from a backup, and see who came back; nobody is erased before people agree')
    .requiredOption('--snapshot-at <instant>', 'when the backup was taken, ISO 8601')
    .option('--restored-at <instant>', 'when it was put back; just now unless said')
    .action(
      act(async (context, command) => {
        const { id } = await findPlatform(context.client, command.args[0]!)
        const { snapshotAt, restoredAt } = command.opts()
        const said = { snapshotAt, ...(restoredAt && { restoredAt }) }
        const replay = await context.client.call<Replay>('POST', `/platforms/${id}/restored`, said)
        return showReplay(context, await followReplay(context, replay.id))
      })
    )
}

/** `lethe replay …`: whom a restore of a platform brought back. */
export const addReplayCommands = (program: Command, act: Act): void => {
  const replay = program.command('replay').description('whom a restore of a platform brought back')

  replay
    .command('list')
    .description('restores that were announced, the youngest first')
    .action(
      act(async ({ io, client }) => {
        const all = await client.call<readonly Replay[]>('GET', '/replays')
        const names = await readPlatformNames(client)
        const rows = all.map(one => [
          one.id,
          names.get(one.platform) ?? one.platform,
          one.snapshotAt,
          one.state,
          drawCounts(one)
        ])
        return { value: all, draw: () => drawTable(io, ['id', 'platform', 'snapshot', 'state', 'found'], rows) }
      })
    )

  replay
    .command('show <replay>')
    .description('its list: which requests had erased somebody, and what was found')
    .action(
      act(async (context, command) =>
        showReplay(context, await context.client.call<Replay>('GET', `/replays/${command.args[0]!}`))
      )
    )

  replay
    .command('drop <replay>')
    .description('do nothing about the list: whoever came back stays')
    .addOption(
      new Option('--because <code>', 'why; it stands in the governance log')
        .choices(['not-restored', 'times-wrong', 'erased-otherwise', 'kept-on-purpose'])
        .makeOptionMandatory()
    )
    .action(
      act(async (context, command) => {
        const { because } = command.opts()
        const answer = await context.client.call<Replay>('POST', `/replays/${command.args[0]!}/drop`, { because })
        return showReplay(context, answer)
      })
    )

  const acts = [
    ['release', 'agree that whoever came back is erased again; never by whoever announced the restore'],
    ['look', 'draw the list anew; whoever agreed to the one before has not agreed to it']
  ] as const
  for (const [name, description] of acts) {
    replay
      .command(`${name} <replay>`)
      .description(description)
      .action(
        act(async (context, command) => {
          const answer = await context.client.call<Replay>('POST', `/replays/${command.args[0]!}/${name}`)
          return showReplay(context, await followReplay(context, answer.id))
        })
      )
  }
}
