import type { components } from '../../../openapi/types/lethe.ts'
import { hourMs } from '../../durations.ts'
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

/** A batch is drawn four times a day; twice that leaves room for one that was missed. */
const batchLateMs = 12 * hourMs

const readLastBatch = async (client: Context['client']): Promise<string | null> => {
  let at: string | null = null
  for (let after: number | null = 0; after !== null; ) {
    const page: Schemas['Anchors'] = await client.call<Schemas['Anchors']>('GET', `/anchors?after=${after}`)
    at = page.items.at(-1)?.anchor.at ?? at
    after = page.next
  }
  return at
}

const hoursSince = (now: number, at: string): number => Math.floor((now - Date.parse(at)) / 3_600_000)

/** How old the last signed batch is. Only what has moved since, and long ago, makes it too old. */
const checkAnchors = async ({ client, io }: Context): Promise<Finding> => {
  const now = io.clock.now().getTime()
  const last = await readLastBatch(client)
  const { items } = await client.call<Schemas['RequestList']>('GET', '/requests?limit=200')
  const waiting = items.filter(
    ({ stateSince }) => (last === null || stateSince > last) && Date.parse(stateSince) < now - batchLateMs
  )
  const batch = last === null ? 'no batch was drawn yet' : `the last batch is ${hoursSince(now, last)} h old`
  if (waiting.length === 0) return fine('anchors-young', batch)
  return warns(
    'anchors-old',
    `${batch}, and ${waiting.length} requests have moved on since without being in one: until then who runs Lethe could change what was done`,
    'lethe evidence anchor; then look in the log why it was not drawn by itself'
  )
}

/** How old the last batch is, whether keys of past months still open copies, and whether a term of what platforms keep is over. */
export const checkProof = async (context: Context): Promise<readonly Finding[]> => {
  const { client } = context
  try {
    return [
      ...checkCertificateKey(await client.call<Schemas['CertificateKeys']>('GET', '/certificate-keys')),
      await checkAnchors(context),
      ...checkKeys(await client.call<Schemas['KeyMonths']>('GET', '/keys')),
      ...checkKept(await client.call<Schemas['KeptRows']>('GET', '/retained'))
    ]
  } catch (error) {
    if (error instanceof CliError) return [warns(error.code, 'keys and terms', 'this token may not see them')]
    throw error
  }
}
