import { blockerText } from '../../plugin/texts/blockers.ts'
import type { Verdict } from './judge.ts'
import type { Part } from './play.ts'
import type { Run } from './run.ts'
import { type Paper, paint, wrap } from './text.ts'

/** Ids of what is retained, by request. */
export type Retained = ReadonlyMap<string, readonly string[]>

/** The one document of `--json`, on one line; `files`: where the run left what. */
export function drawJson(verdicts: readonly Verdict[], files: Readonly<Record<string, string>>): string {
  const people = verdicts.map(({ checks, ...verdict }) => verdict)
  return JSON.stringify({ expected: verdicts.length, asExpected: countAsExpected(verdicts), people, ...files })
}

/** The table at the end: who was erased and what was handed to whom, who is stopped and by whom it can be fixed. */
export function drawEnd(
  { verdicts, parts }: Pick<Run, 'verdicts' | 'parts'>,
  retained: Retained,
  paper: Paper
): string {
  const section = drawSection(paper)
  const isWell = countAsExpected(verdicts) === verdicts.length
  const rows = verdicts.map((verdict, index) => ({ verdict, part: parts[index]! }))
  const erased = rows.filter(({ verdict }) => verdict.ended.states.includes('completed'))
  const stopped = rows.filter(({ verdict }) => verdict.ended.blockers.length > 0)
  const others = rows.filter(row => !erased.includes(row) && !stopped.includes(row))
  return [
    section('green', 'Erased', erased, ({ verdict }) => verdict.handedOver.map(drawHandOver)),
    section('yellow', 'Stopped', stopped, ({ part }) => drawBlockers(part)),
    section('bold', 'Untouched for another reason', others, ({ verdict }) => [
      verdict.ended.states.join() || 'nobody asked'
    ]),
    drawRetained(erased, retained, paper),
    paint(
      paper,
      isWell ? 'green' : 'red',
      `${countAsExpected(verdicts)} of ${verdicts.length} ended as expected, asked of the sandboxes.`
    ),
    ''
  ].join('\n')
}

interface Row {
  readonly verdict: Verdict
  readonly part: Part
}

const indent = ' '.repeat(26)

type Detail = (row: Row) => readonly string[]

const drawSection =
  (paper: Paper) =>
  (style: 'green' | 'yellow' | 'bold', title: string, rows: readonly Row[], detail: Detail): string => {
    const hang = (line: string) => wrap(`${indent}${line}`, paper.width, indent.length + 2)
    const lines = rows.flatMap(row => {
      const failed = row.verdict.checks.filter(({ is }) => !is).map(({ what }) => `NOT AS EXPECTED: ${what}`)
      const first = wrap(`  ${row.verdict.id.padEnd(22)}  ${row.verdict.story}`, paper.width, indent.length)
      return [first, ...detail(row).map(hang), ...failed.map(line => paint(paper, 'red', hang(line)))]
    })
    return [`\n${paint(paper, style, `${title} (${rows.length})`)}`, ...lines].join('\n')
  }

const drawHandOver = ({ role, of, name }: Verdict['handedOver'][number]): string =>
  `handed over: ${role} of ${of} is now ${name}`

function drawBlockers({ summaries }: Part): readonly string[] {
  return summaries
    .flatMap(({ blockers }) => blockers)
    .map(({ code, whoCanFix }) => {
      const { what, next } = blockerText(code, 'en')
      return `${code}, to be fixed by the ${whoCanFix}: ${what} ${next}`
    })
}

/** What a platform keeps, once a platform, with how many it concerns. */
function drawRetained(erased: readonly Row[], retained: Retained, paper: Paper): string {
  const counts = new Map<string, Map<string, number>>()
  for (const { verdict, part } of erased) {
    const ofPlatform = counts.get(verdict.platform) ?? new Map<string, number>()
    counts.set(verdict.platform, ofPlatform)
    for (const id of part.requests.flatMap(request => retained.get(request) ?? []))
      ofPlatform.set(id, (ofPlatform.get(id) ?? 0) + 1)
  }
  const lines = [...counts].map(([platform, ids]) => {
    const texts = [...ids].map(([id, count]) => `${id} (${count})`)
    return wrap(`  ${platform.padEnd(22)}  ${texts.join(', ')}`, paper.width, indent.length)
  })
  const title = paint(paper, 'bold', 'Retained by the platforms, with the number of people it concerns')
  return [`\n${title}`, ...lines, ''].join('\n')
}

const countAsExpected = (verdicts: readonly Verdict[]): number => verdicts.filter(({ asExpected }) => asExpected).length
