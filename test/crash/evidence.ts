import canonicalize from 'canonicalize'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { verifyCertificate } from '../../plugin/evidence/verify.ts'
import type { ChainEntry } from './site.ts'

/** What a certificate proves, reduced to what must be the same with and without a stop in between. */
export interface Proof {
  readonly isValid: boolean
  /** Why it was refused, if it was. */
  readonly because: string | null
  /** Kinds of entries in order, each with what it is about; repeated intents and readings left out. */
  readonly story: readonly string[]
}

const partOf = (kind: string, data: ChainEntry['data']): string => {
  const about = data.action ?? data.section ?? data.to ?? data.compartment ?? ''
  // Why it was looked at again hangs on how long a stop took: the mail, or the end of the cool-off, came first.
  const because =
    kind === 'moved' && data.to !== 'checking' ? data.because : kind === 'notice' ? `${data.kind} ${data.state}` : ''
  return `${kind} ${about} ${because ?? ''}`.trim()
}

/**
 * What says nothing about the end: a reading that only asked what had become of an intent, and a try of a mail that went
 * out later, since a busy machine may keep the mail server waiting.
 */
const isPassing = ({ kind, data }: ChainEntry, later: readonly ChainEntry[]): boolean =>
  kind === 'notice'
    ? data.state === 'due' &&
      later.some(entry => entry.kind === 'notice' && entry.data.kind === data.kind && entry.data.state === 'sent')
    : kind === 'confirmation' &&
      (data.is === 'still-there' || later.some(entry => entry.kind === 'outcome' && entry.data.action === data.action))

/** The story of a chain: what was done, in order, told once. */
export const storyOf = (entries: readonly ChainEntry[]): readonly string[] => {
  const told = entries.flatMap((entry, at) =>
    entry.kind === 'failed' || isPassing(entry, entries.slice(at + 1)) ? [] : [partOf(entry.kind, entry.data)]
  )
  return told.filter((line, at) => told.indexOf(line) === at)
}

/** Checks a certificate by its own key, and tells its story. */
export const proofOf = (certificate: string): Proof => {
  const { signedBy } = JSON.parse(certificate) as { signedBy: { publicKey: string } }
  const verdict = verifyCertificate(
    certificate,
    { trustedKeys: [signedBy.publicKey] },
    canonicalize as unknown as Canonicalise
  )
  if (!verdict.ok) return { isValid: false, because: `${verdict.code} at ${verdict.n ?? verdict.field}`, story: [] }
  const { chain } = verdict.certificate as unknown as { chain: readonly ChainEntry[] }
  return { isValid: true, because: null, story: storyOf(chain) }
}
