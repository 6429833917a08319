import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isEnd, type State } from '../../plugin/erasure/states.ts'
import type { SignedCertificate } from '../../plugin/evidence/certificate.ts'
import type { Board } from './board.ts'
import type { Cast } from './cast.ts'
import { judge, mailOf, readEverybody, type Verdict } from './judge.ts'
import { beginPart, isThere, type Part, react, type Summary } from './play.ts'
import { type SetUp, setUp } from './set-up.ts'
import type { Stage } from './stage.ts'

const everyMs = 400
const longestMs = 48_000

/** What a run came to. */
export interface Run {
  readonly verdicts: readonly Verdict[]
  readonly parts: readonly Part[]
  readonly site: SetUp
}

/** Plays the whole cast on a stage and asks the sandboxes how it ended. */
export async function runCast(cast: Cast, stage: Stage, board: Board): Promise<Run> {
  const site = await setUp(cast, stage)
  const before = await readEverybody(stage, cast.people)
  const parts: readonly Part[] = cast.people.map(person => ({ person, requests: [], summaries: [], said: new Set() }))
  const begunAt = performance.now()
  // Whoever sends first is followed at once: a cool-off does not wait until everybody has sent.
  await Promise.all([beginAll(parts, stage, site), follow(parts, stage, site, board, begunAt)])
  const verdicts: Verdict[] = []
  for (const part of parts) verdicts.push(await judge(stage, part, before.get(part.person.id)!))
  return { verdicts, parts, site }
}

async function beginAll(parts: readonly Part[], stage: Stage, site: SetUp): Promise<void> {
  for (const part of parts) await beginPart(part, stage.address, site)
}

async function follow(parts: readonly Part[], stage: Stage, site: SetUp, board: Board, begunAt: number): Promise<void> {
  for (;;) {
    const summaries = await readSummaries(site)
    for (const part of parts) part.summaries = part.requests.flatMap(id => summaries.get(id) ?? [])
    board.show(parts)
    if (parts.every(part => isThere(part) && hasMail(stage, part))) return
    if (performance.now() - begunAt > longestMs) return
    for (const part of parts) await react(part, stage.address, site)
    await sleep(everyMs)
  }
}

/** Saves the certificate of every request that came to an end; answers what each says is retained. */
export async function saveCertificates({ parts, site }: Run, folder: string): Promise<Map<string, readonly string[]>> {
  mkdirSync(folder, { recursive: true })
  const retained = new Map<string, readonly string[]>()
  for (const { id, state } of parts.flatMap(({ summaries }) => summaries)) {
    if (!isEnd(state as State)) continue
    const signed = await site.call<Pick<SignedCertificate, 'certificate'>>('GET', `/requests/${id}/certificate`)
    writeFileSync(join(folder, `${id}.json`), JSON.stringify(signed))
    retained.set(
      id,
      signed.certificate.retained.filter(({ outcome }) => outcome === 'retain').map(row => row.id)
    )
  }
  return retained
}

const hasMail = (stage: Stage, { person }: Part): boolean =>
  stage.mailbox.count(mailOf(person)) >= person.expected.mails

async function readSummaries({ call }: SetUp): Promise<Map<string, Summary>> {
  const summaries = new Map<string, Summary>()
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after === '' ? '' : `&after=${after}`
    const page: { items: readonly Summary[]; next: string | null } = await call('GET', `/requests?limit=200${from}`)
    for (const summary of page.items) summaries.set(summary.id, summary)
    after = page.next
  }
  return summaries
}
