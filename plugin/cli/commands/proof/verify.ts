import canonicalize from 'canonicalize'
import type { Command } from 'commander'
import { type AnchorFault, verifyAnchors } from '../../../evidence/anchor.ts'
import { type AnchoringFault, checkAnchoring } from '../../../evidence/anchored.ts'
import type { Canonicalise } from '../../../evidence/canonical.ts'
import type { Certificate } from '../../../evidence/certificate.ts'
import { checkOpening, type Opening } from '../../../evidence/commitment.ts'
import { verifyCertificate } from '../../../evidence/verify.ts'
import type { Act } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { drawPairs } from '../../output.ts'
import { readAny, readTrustedKeys } from '../../trusted-keys.ts'

const canonicalise = canonicalize as unknown as Canonicalise

const parse = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new CliError(exitCodes.usage, 'file-not-json', `${what} is not JSON`)
  }
}

/** How a certificate stands in published batches. */
type Anchoring =
  | { readonly through: number; readonly at: string | null }
  | { readonly code: AnchorFault | AnchoringFault; readonly batch: number }

const readAnchoring = async (
  file: string,
  certificate: Certificate,
  trustedKeys: readonly string[]
): Promise<Anchoring> => {
  const listed = parse((await readAny(file)).toString(), file) as { items?: unknown }
  const items = Array.isArray(listed) ? listed : listed.items
  if (!Array.isArray(items)) throw new CliError(exitCodes.usage, 'file-not-json', `${file} holds no batches`)
  const batches = verifyAnchors(items, trustedKeys, canonicalise)
  if (!batches.ok) return { code: batches.code, batch: batches.number }
  const found = checkAnchoring(certificate, batches.anchors, canonicalise)
  return found.ok ? { through: found.through, at: found.at } : { code: found.code, batch: found.number }
}

/** Whom an opening names; null when it is of another certificate. */
const readOpening = (text: string, { subject }: Certificate): unknown => {
  const opening = parse(Buffer.from(text, 'base64url').toString(), 'the opening') as Partial<Opening> | null
  if (subject === null || typeof opening?.salt !== 'string' || opening.content === undefined) return null
  return checkOpening(subject, opening as Opening, canonicalise) ? opening.content : null
}

/** `lethe verify`: checks a certificate offline, with nothing but its bytes and a public key. */
export const addVerifyCommand = (program: Command, act: Act): void => {
  program
    .command('verify <file>')
    .description('check a certificate, offline')
    .option(
      '--key <file>',
      "public keys of the institution's sidecar (certificate.pub, or what GET /certificate-keys answers); else those in the keys folder"
    )
    .option('--anchors <file>', 'also check that its chain stands in these published batches (lethe evidence anchors)')
    .option('--opening <text>', 'also check whose it is, by the text from the last mail to the subject')
    .action(
      act(async ({ io, config, endWith }, command) => {
        const { key, anchors, opening } = command.opts()
        const trustedKeys = await readTrustedKeys(key, config.keysFolder)
        const verdict = verifyCertificate(await readAny(command.args[0]!), { trustedKeys }, canonicalise)
        if (!verdict.ok) {
          endWith(exitCodes.notVerified)
          return {
            value: verdict,
            draw: () =>
              drawPairs(io, [
                ['verified', 'NO'],
                ['because', verdict.code],
                ['entry', verdict.n],
                ['field', verdict.field]
              ])
          }
        }
        const { certificate, keyId } = verdict
        const anchored = anchors === undefined ? null : await readAnchoring(anchors, certificate, trustedKeys)
        const subject = opening === undefined ? null : readOpening(opening, certificate)
        const isWrong = (anchored !== null && 'code' in anchored) || (opening !== undefined && subject === null)
        if (isWrong) endWith(exitCodes.notVerified)
        const pairs: readonly (readonly [string, unknown])[] = [
          ['verified', 'yes'],
          ['signed with', keyId],
          ...drawAnchored(anchored, certificate.chain.length),
          ...(opening === undefined
            ? []
            : [['opening', subject === null ? 'NO: it is of another certificate' : JSON.stringify(subject)] as const])
        ]
        return {
          value: {
            ...verdict,
            ...(anchors === undefined ? {} : { anchored }),
            ...(opening === undefined ? {} : { subject })
          },
          draw: () => drawPairs(io, pairs)
        }
      })
    )
}

const drawAnchored = (anchored: Anchoring | null, entries: number): readonly (readonly [string, unknown])[] => {
  if (anchored === null) return []
  if ('code' in anchored) return [['anchored', `NO: ${anchored.code} (batch ${anchored.batch})`]]
  const through = anchored.through === 0 ? 'none' : `entries 1 to ${anchored.through}`
  return [['anchored', `${through} of ${entries}, ${anchored.at ?? 'no batch yet'}`]]
}
