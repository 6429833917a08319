import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import type { Command } from 'commander'
import type { Canonicalise } from '../../evidence/canonical.ts'
import { verifyCertificate } from '../../evidence/verify.ts'
import type { Act } from '../context.ts'
import { CliError, exitCodes } from '../exit-codes.ts'
import { drawPairs } from '../output.ts'

const read = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file)
  } catch {
    throw new CliError(exitCodes.notFound, 'file-unreadable', `cannot read ${file}`)
  }
}

/** `lethe verify`: checks a certificate offline, with nothing but its bytes and a public key. */
export const addVerifyCommand = (program: Command, act: Act): void => {
  program
    .command('verify <file>')
    .description('check a certificate, offline')
    .option(
      '--key <file>',
      "public key of the institution's sidecar (certificate.pub); else the one in the keys folder"
    )
    .action(
      act(async ({ io, config, endWith }, command) => {
        const keyFile = command.opts().key ?? join(config.keysFolder, 'certificate.pub')
        const trustedKeys = (await read(keyFile)).toString().split(/\s+/).filter(Boolean)
        const certificate = await read(command.args[0]!)
        const verdict = verifyCertificate(certificate, { trustedKeys }, canonicalize as unknown as Canonicalise)
        if (!verdict.ok) endWith(exitCodes.notVerified)
        return {
          value: verdict,
          draw: () =>
            verdict.ok
              ? drawPairs(io, [
                  ['verified', 'yes'],
                  ['signed with', verdict.keyId]
                ])
              : drawPairs(io, [
                  ['verified', 'NO'],
                  ['because', verdict.code],
                  ['entry', verdict.n],
                  ['field', verdict.field]
                ])
        }
      })
    )
}
