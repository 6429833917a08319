import { type Canonicalise, tryCanonical } from './canonical.ts'
import type { CertifiedRecipient } from './certificate.ts'
import type { Entry } from './entry.ts'

type Told = Pick<CertifiedRecipient, 'told' | 'at'>

/** What became of the notices to the recipients of the subject's data (Article 19 GDPR), by their ids. */
export const readRecipients = (chain: readonly Entry[]): ReadonlyMap<string, Told> =>
  new Map(
    chain
      .filter(({ kind }) => kind === 'recipient-told')
      .map(({ at, data }) => [String(data.recipient), { told: data.state === 'sent' ? 'told' : 'given-up', at }])
  )

/** Whether each recipient is stated as the chain has it, and none that was told is left out. Names stand for themselves. */
export const areRecipientsAsTold = (
  chain: readonly Entry[],
  recipients: readonly CertifiedRecipient[],
  canonicalise: Canonicalise
): boolean => {
  const told = readRecipients(chain)
  const stated = recipients.map(({ id }) => id)
  const isSame = recipients.every(({ id, told: said, at }) => {
    const known: Told = told.get(id) ?? { told: 'waiting', at: null }
    return tryCanonical({ told: said, at }, canonicalise) === tryCanonical(known, canonicalise)
  })
  return isSame && new Set(stated).size === stated.length && [...told.keys()].every(id => stated.includes(id))
}
