import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RetentionRow } from '../../adapters/contract.ts'
import { DO_NOT_EDIT, type GeneratedFile } from './generated-file.ts'

const source = 'adapters/openolat/retention/index.ts'

const outcomes: Readonly<Record<RetentionRow['outcome'], string>> = {
  delete: 'deleted',
  anonymise: 'anonymised',
  reassign: 'goes to somebody else',
  retain: 'kept',
  later: 'deleted later'
}

/**
 * The page of what OpenOlat deletes and keeps, for whoever answers for it: drawn from the adapter's own rows.
 * @param root folder of the project
 * @returns no page where the rows do not exist
 */
export async function describeRows(root: string): Promise<GeneratedFile[]> {
  const file = join(root, source)
  if (!existsSync(file)) return []
  const { retention } = (await import(pathToFileURL(file).href)) as { retention: readonly RetentionRow[] }
  const checkable = retention.filter(({ readBy }) => readBy !== null).length
  const content = [
    `<!-- ${DO_NOT_EDIT} Source: ${source} -->`,
    '# What OpenOlat deletes, and what it keeps',
    '',
    'The rows of its manual\'s table "What is deleted?" under their own numbers and names, and after them those that only',
    `its newer manual or its code knows. ${checkable} of the ${retention.length} can be read back after a deletion: the certificate then says what was`,
    'read. The others no call shows. Where manual, newer manual and code do not say the same, each stands in its column.',
    '',
    '| no. | row | linked to | what happens | why | ground | manual | newer manual | code | read back by |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...retention.map(drawRow),
    ''
  ].join('\n')
  return [{ path: 'plugin/guides/what-openolat-deletes.md', content }]
}

function drawRow({
  number,
  category,
  sensitive,
  scopes,
  outcome,
  because,
  ground,
  sources,
  readBy
}: RetentionRow): string {
  const cells = [
    number ?? '',
    `${category}${sensitive === null ? '' : ` (**${sensitive} data**)`}`,
    scopes.join(', '),
    outcomes[outcome],
    because,
    drawGround(ground, outcome),
    sources?.manual ?? '',
    sources?.newerManual ?? '',
    sources?.code ?? '',
    readBy === null ? 'cannot be' : `\`${readBy}\``
  ]
  return `| ${cells.join(' | ')} |`
}

function drawGround(ground: RetentionRow['ground'], outcome: RetentionRow['outcome']): string {
  if (ground !== null) return `Article ${ground.article}${ground.letter === null ? '' : `(${ground.letter})`}`
  return outcome === 'delete' || outcome === 'later' ? '' : 'the platform itself'
}
