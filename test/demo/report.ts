import type { Verdict } from './judge.ts'
import type { Run } from './run.ts'

/** The one document of `--json`, on one line. */
export function drawJson(verdicts: readonly Verdict[], casesFile: string): string {
  const asExpected = verdicts.filter(verdict => verdict.asExpected).length
  const people = verdicts.map(({ checks, ...verdict }) => verdict)
  return JSON.stringify({ expected: verdicts.length, asExpected, people, casesFile })
}

/** The table at the end. */
export function drawEnd({ verdicts }: Run, _isColoured: boolean): string {
  return `${verdicts.map(({ id, asExpected, checks }) => `${asExpected} ${id} ${checks.filter(({ is }) => !is).map(({ what }) => what)}`).join('\n')}\n`
}
