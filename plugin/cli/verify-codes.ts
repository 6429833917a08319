import type { AnchorFault } from '../evidence/anchor.ts'
import type { AnchoringFault } from '../evidence/anchored.ts'
import type { Refusal } from '../evidence/verify.ts'

type VerifyCode = Refusal | AnchorFault | AnchoringFault

/** Why `lethe verify` refuses a certificate, or the batches beside it. No sidecar is asked: it is run without one. */
const meanings: Readonly<Record<VerifyCode, string>> = {
  'not-json': 'The file is not JSON.',
  'not-canonical': 'The file has other bytes than were written: somebody opened and saved it, or added something.',
  'wrong-kind': 'The file is no certificate of Lethe.',
  'wrong-version': 'The certificate is of a version that this release does not know.',
  'unknown-field': 'The certificate has a field that there is not.',
  'field-missing': 'A field of the certificate is missing.',
  'field-wrong': 'A field of the certificate holds what it cannot hold.',
  'chain-broken': 'The chain is broken at that entry, or does not end as is stated.',
  'entry-missing': 'The chain lacks an entry that it must have, or goes on after its end.',
  'entry-differs': 'The certificate states something otherwise than its chain has it.',
  'derived-state-wrong': 'The end that is stated does not follow from what was done.',
  'key-not-trusted': 'It was signed by a key that was not given as trusted.',
  'signature-wrong': 'The signature is not of this certificate: it was changed after it was signed.',
  'anchor-malformed': 'A batch is not as batches are written.',
  'anchor-out-of-order': 'The batches are not in their order.',
  'anchor-link-broken': 'A batch does not go on where the one before it ended: one was changed or exchanged.',
  'anchor-not-trusted': 'A batch was signed by a key that was not given as trusted.',
  'anchor-not-listed': 'The batches lack one that the certificate names.',
  'anchor-differs': 'A batch is another one than the certificate names.',
  'head-not-anchored': 'The chain of the certificate does not stand in the batch that it names.'
}

const sameKeys = 'Get the keys from whoever issued it by another way than the file itself, and give them by --key.'
const asIssued = 'Do not rely on it. Have the file sent again by whoever issued it, unopened, and verify that.'
const newerRelease = 'Verify it with the release that wrote it, or a later one.'
const allBatches = 'Get all batches again from whoever issued it, by `lethe evidence anchors`, and verify once more.'

const nextOf = (code: string): string => {
  if (code.endsWith('-not-trusted')) return sameKeys
  if (code === 'wrong-version') return newerRelease
  return code === 'anchor-not-listed' ? allBatches : asIssued
}

/** The codes of `lethe verify`. */
export const verifyCodes: readonly string[] = Object.keys(meanings)

/** What such a code means and what to do. */
export const explainVerifyCode = (code: string): { readonly what: string; readonly next: string } => ({
  what: meanings[code as VerifyCode],
  next: nextOf(code)
})
