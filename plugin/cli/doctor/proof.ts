import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { CliError } from '../exit-codes.ts'
import { type Finding, fine, warns } from './finding.ts'

type Schemas = components['schemas']

const checkKeys = ({ keys }: Schemas['KeyMonths']): readonly Finding[] => {
  const over = keys.filter(({ is }) => is === 'over').map(({ month }) => month)
  if (over.length === 0) return [fine('keys-retired', 'no month that is over has a key that still opens copies')]
  const next = `lethe keys retire ${over[0]}, once the longest term that your notice states for backups has come`
  return [warns('keys-open-copies', over.join(' '), next)]
}

const checkKept = ({ items }: Schemas['KeptRows']): readonly Finding[] => {
  const due = items.filter(({ is }) => is === 'due').length
  if (due === 0) return []
  return [warns('kept-rows-due', `${due} of what platforms keep`, 'lethe retained list --due')]
}

const checkCertificateKey = ({ keys }: Schemas['CertificateKeys']): readonly Finding[] =>
  keys
    .filter(({ until }) => until === null)
    .map(({ keyId, since }) => fine('certificate-key', `${keyId} since ${since}`))

/** Whether keys of past months still open copies, and whether a term of what platforms keep is over. */
export const checkProof = async ({ client }: Context): Promise<readonly Finding[]> => {
  try {
    return [
      ...checkCertificateKey(await client.call<Schemas['CertificateKeys']>('GET', '/certificate-keys')),
      ...checkKeys(await client.call<Schemas['KeyMonths']>('GET', '/keys')),
      ...checkKept(await client.call<Schemas['KeptRows']>('GET', '/retained'))
    ]
  } catch (error) {
    if (error instanceof CliError) return [warns(error.code, 'keys and terms', 'this token may not see them')]
    throw error
  }
}
