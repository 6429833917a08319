import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { withNext } from '../../next.ts'
import { drawPairs, drawTable } from '../../output.ts'
import { follow } from '../../progress.ts'

type Schemas = components['schemas']
type Anchor = Schemas['SignedAnchor']

const readAnchors = async ({ client }: Context): Promise<readonly Anchor[]> => {
  const items: Anchor[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page: Schemas['Anchors'] = await client.call<Schemas['Anchors']>('GET', `/anchors?after=${after}`)
    items.push(...page.items)
    after = page.next
  }
  return items
}

const writeAnchors = async (file: string, anchors: readonly Anchor[]): Promise<void> => {
  try {
    await writeFile(file, `${JSON.stringify({ items: anchors })}\n`)
  } catch (error) {
    throw new CliError(
      exitCodes.usage,
      'file-unwritable',
      `cannot write ${file} (${(error as NodeJS.ErrnoException).code})`
    )
  }
}

const drawAnchor = ({ anchor, signedBy }: Anchor): readonly unknown[] => [
  anchor.number,
  anchor.at,
  anchor.heads.length,
  anchor.removed.length,
  signedBy.keyId
]

/** `lethe evidence …`: the signed batches of heads, and whether the stored chains are still what they say. */
export const addEvidenceCommands = (program: Command, act: Act): void => {
  const evidence = program.command('evidence').description('what keeps stored evidence from being changed')

  evidence
    .command('anchors')
    .description('the signed batches of heads; keep a copy where who runs Lethe cannot write')
    .option('--out <file>', 'write them into this file, for `lethe verify --anchors`')
    .action(
      act(async (context, command) => {
        const anchors = await readAnchors(context)
        const { out } = command.opts()
        if (out !== undefined) {
          await writeAnchors(out, anchors)
          context.io.err(`wrote ${anchors.length} batches into ${out}\n`)
        }
        const headings = ['NUMBER', 'AT', 'HEADS', 'REMOVED', 'KEY ID']
        return { value: anchors, draw: () => drawTable(context.io, headings, anchors.map(drawAnchor)) }
      })
    )

  evidence
    .command('anchor')
    .description('draw a batch now')
    .action(
      act(async ({ io, client }) => {
        const made = await client.call<Schemas['AnchorMade']>('POST', '/anchors/now')
        const shown = {
          value: made,
          draw: () =>
            made.number === null
              ? 'no chain has grown since the last batch\n'
              : drawPairs(io, [
                  ['batch', made.number],
                  ['heads', made.heads],
                  ['hash', made.hash]
                ])
        }
        const next = 'keep a copy where who runs Lethe cannot write: lethe evidence anchors --out FILE'
        return withNext(shown, made.number === null ? null : next)
      })
    )

  evidence
    .command('check')
    .description('compare every stored chain with what the signed batches say of it')
    .option('--show', 'only say how far the comparison is that was begun last, or what it found')
    .action(
      act(async (context, command) => {
        const { io, client, endWith } = context
        const look = () => client.call<Schemas['EvidenceCheck']>('GET', '/evidence/check')
        const isOnlyShown = command.opts<{ show?: true }>().show === true
        if (!isOnlyShown) await client.call('POST', '/evidence/check/begin')
        const check = isOnlyShown
          ? await look()
          : await follow(context, look, {
              isOver: ({ is }) => is !== 'running',
              say: ({ done, all }) => `${done} of ${all} chains compared`
            })
        const { report } = check
        if (report === null) {
          if (!isOnlyShown) throw new CliError(exitCodes.refused, 'evidence-check-failed', 'the comparison did not end')
          return { value: check, draw: () => `${check.is}: ${check.done} of ${check.all} chains compared\n` }
        }
        if (report.findings.length > 0) endWith(exitCodes.notVerified)
        const rows = report.findings.map(({ code, request, n, anchor }) => [code, request, n, anchor])
        return {
          value: report,
          draw: () =>
            drawPairs(io, [
              ['chains', report.chains],
              ['entries', report.entries],
              ['batches', report.anchors],
              ['grown since the last batch', report.unanchored],
              ['faults', report.findings.length]
            ]) + (rows.length === 0 ? '' : drawTable(io, ['FAULT', 'REQUEST', 'ENTRY', 'BATCH'], rows))
        }
      })
    )
}
