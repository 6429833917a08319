import canonicalize from 'canonicalize'
import type { PlannedRow } from '../../adapters/contract.ts'
import type { Sandbox } from '../../adapters/openolat/sandbox/index.ts'
import type { RetainedRow, SignedCertificate } from '../../plugin/evidence/certificate.ts'
import { verifyCertificate } from '../../plugin/evidence/verify.ts'
import { learner, learnerKey, openOpenolat } from '../flows/openolat-ground.ts'
import type { Erasure } from './erasures.ts'
import { truths } from './truth.ts'

/** One row of one erasure: what the certificate says of it, and what the sandbox says. */
export interface Case {
  readonly erasure: string
  readonly row: string
  readonly number: number | null
  readonly name: string
  readonly outcome: string
  readonly check: string
  /** The call that reads it back. */
  readonly call: string | null
  readonly count: number | null
  readonly reading: string | null
  readonly because: string | null
  readonly dueAt: string | null
  /** Null: nothing of it is in the sandbox's memory. */
  readonly sandbox: 'there' | 'gone' | null
  /** What is wrong with it. */
  readonly faults: readonly string[]
}

/** What became of one erasure. */
export interface Erased {
  readonly cases: readonly Case[]
  /** What is wrong with it as a whole. */
  readonly faults: readonly string[]
}

type Scene = Awaited<ReturnType<typeof openOpenolat>>

/** OpenOlat logs an exception of this step and goes on: the 200 proves nothing (fact sheet 6). */
function passOver({ world }: Sandbox, what: 'statements'): void {
  const rows = world[what]
  Object.defineProperty(world, what, { get: () => rows, set: () => {} })
}

/** A second person agrees wherever one is asked for; a stalled request is closed. */
async function carryOn(scene: Scene, id: string): Promise<string> {
  for (;;) {
    const { summary, fingerprint } = await scene.untilState(
      id,
      'awaiting-approval',
      'stalled',
      'blocked',
      'completed',
      'partially-completed'
    )
    if (summary.state === 'awaiting-approval') {
      const colleague = await scene.colleague()
      await colleague('POST', `/requests/${id}/approve`, { fingerprint })
      await scene.until(
        () => scene.show(id),
        shown => shown.summary.state !== 'awaiting-approval'
      )
    } else if (summary.state === 'stalled' && summary.because === 'row-still-there') {
      await scene.call('POST', `/requests/${id}/close`, {})
      await scene.untilState(id, 'partially-completed')
    } else return summary.state
  }
}

function judge(erasure: Erasure, planned: PlannedRow, certified: RetainedRow | undefined, box: Sandbox): Case {
  const there = truths[planned.id]?.(box.world, Number(learnerKey)) ?? null
  const is = certified?.reading?.is ?? null
  const concerns = planned.count !== 0
  const faults: string[] = []
  if (certified === undefined) faults.push('not on the certificate')
  if (certified !== undefined && certified.outcome !== planned.outcome) faults.push('another outcome than planned')
  if (planned.check !== 'cannot-tell' && concerns && is === null) faults.push('not read')
  if ((is === 'gone' && there !== false) || ((is === 'kept' || is === 'still-there') && there !== true)) {
    faults.push(`read ${is}, and the sandbox says otherwise`)
  }
  if (is === 'still-there' && !(erasure.passedOver as readonly string[]).includes(planned.id))
    faults.push('still there')
  if (planned.outcome === 'later' && certified?.reading?.dueAt == null) faults.push('later, and nobody says when')
  return {
    erasure: erasure.id,
    row: planned.id,
    number: planned.number,
    name: planned.category,
    outcome: planned.outcome,
    check: planned.check,
    call: planned.readBy,
    count: planned.count,
    reading: is,
    because: certified?.reading?.because ?? null,
    dueAt: certified?.reading?.dueAt ?? null,
    sandbox: there === null ? null : there ? 'there' : 'gone',
    faults
  }
}

/** Runs one erasure through a sidecar of its own, and compares its certificate with the sandbox, row by row. */
export async function erase(erasure: Erasure): Promise<Erased> {
  const { subject, seed, policy } = erasure
  const scene = await openOpenolat({ learner: subject, seed, policy: { ...policy, coolOffMs: 0 } })
  try {
    for (const what of erasure.passedOver) passOver(scene.box, what)
    await scene.call('POST', `/platforms/${scene.platform}/pause`, { because: 'the plan is read first' })
    const id = await scene.demand(learner)
    const { retained } = await scene.call<{ retained: PlannedRow[] }>('GET', `/requests/${id}/plan`)
    await scene.call('POST', `/platforms/${scene.platform}/resume`)
    const end = await carryOn(scene, id)
    const faults = end === erasure.ends ? [] : [`ended as ${end}`]
    if (faults.length > 0) return { cases: [], faults }
    const signed = await scene.call<SignedCertificate>('GET', `/requests/${id}/certificate`)
    const trustedKeys = [signed.signedBy.publicKey]
    const verdict = verifyCertificate(canonicalize(signed) ?? '', { trustedKeys }, canonicalize)
    if (!verdict.ok) return { cases: [], faults: [`the certificate is refused: ${verdict.code}`] }
    const certified = new Map(signed.certificate.retained.map(row => [row.id, row]))
    return { cases: retained.map(row => judge(erasure, row, certified.get(row.id), scene.box)), faults }
  } finally {
    await scene.close()
  }
}
