import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import type { Act, Shown } from '../context.ts'
import { findPlatform } from '../find-platform.ts'
import { readFileOrInput, readJsonFile } from '../input.ts'
import type { Io } from '../io.ts'
import { drawTable } from '../output.ts'

type Hold = components['schemas']['Hold']
type HoldList = components['schemas']['HoldList']

const show = (io: Io, holds: readonly Hold[], value: unknown): Shown => ({
  value,
  draw: () =>
    drawTable(
      io,
      ['id', 'platform', 'ground', 'placed', 'review', 'released', 'open requests'],
      holds.map(one => [
        one.id,
        one.platform,
        `${one.ground.article} ${one.ground.letter ?? ''}`.trim(),
        one.placedAt,
        one.reviewAt,
        one.releasedAt,
        one.requests.length
      ])
    )
})

/** `lethe hold …`: legal grounds that suspend erasure. */
export const addHoldCommands = (program: Command, act: Act): void => {
  const hold = program.command('hold').description('legal grounds that suspend erasure')

  hold
    .command('add <platform>')
    .description('suspend erasure of a subject')
    .requiredOption(
      '--subject <file>',
      'every identifier that is known (JSON list of kind and value; - for standard input)'
    )
    .requiredOption('--article <article>', 'the ground, for example 17(3)')
    .option('--letter <letter>', 'its letter')
    .option('--review-at <instant>', 'when it must be looked at again')
    .option('--note-file <file>', 'a note, sealed, from this file')
    .action(
      act(async ({ io, client }, command) => {
        const { subject, article, letter, reviewAt, noteFile } = command.opts()
        const made = await client.call<Hold>('POST', '/holds', {
          platform: (await findPlatform(client, command.args[0]!)).id,
          identifiers: await readJsonFile(io, subject),
          ground: { article, letter: letter ?? null },
          ...(reviewAt === undefined ? {} : { reviewAt }),
          ...(noteFile === undefined ? {} : { note: (await readFileOrInput(io, noteFile)).trim() })
        })
        return show(io, [made], made)
      })
    )

  hold
    .command('list')
    .description('those in force')
    .action(
      act(async ({ io, client }) => {
        const holds: Hold[] = []
        let next: string | null = ''
        while (next !== null) {
          const list: HoldList = await client.call<HoldList>(
            'GET',
            `/holds?limit=200${next === '' ? '' : `&after=${next}`}`
          )
          holds.push(...list.items)
          next = list.next
        }
        return show(io, holds, holds)
      })
    )

  hold
    .command('release <hold>')
    .description('end it; what it stopped goes on')
    .action(
      act(async ({ io, client }, command) => {
        const released = await client.call<Hold>('POST', `/holds/${encodeURIComponent(command.args[0]!)}/release`)
        return show(io, [released], released)
      })
    )
}
