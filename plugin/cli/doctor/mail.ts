import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { CliError } from '../exit-codes.ts'
import { type Finding, fine, warns } from './finding.ts'

type Schemas = components['schemas']

/** What to do about each reason for which mail cannot be sent. */
export const mailNextSteps: Readonly<Record<string, string>> = {
  'mail-not-set': 'set LETHE_MAIL_URL and LETHE_MAIL_FROM: without mail nobody can be told anything',
  'mail-server-unreachable': 'see that the host and port of LETHE_MAIL_URL answer from here',
  'mail-not-encrypted':
    'let the mail server offer STARTTLS, use smtps://, or say ?requireTLS=false in LETHE_MAIL_URL on a network that is your own',
  'mail-sign-in-refused': 'mend the name and the password in LETHE_MAIL_URL',
  'mail-server-refuses': 'let the mail server take mail of LETHE_MAIL_FROM from here'
}

const checkEndpoint = ({ name, disabled, deadLetters }: Schemas['Endpoint']): readonly Finding[] => [
  ...(disabled === null
    ? []
    : [warns('endpoint-disabled', name, 'when it takes calls again: `lethe endpoint enable`')]),
  ...(deadLetters === 0
    ? []
    : [warns('endpoint-dead-letters', `${name}: ${deadLetters}`, 'mend it, then `lethe endpoint redrive`')])
]

const checkMail = async ({ client }: Context): Promise<readonly Finding[]> => {
  const { isTaken, because } = await client.call<Schemas['Tried']>('POST', '/mail/test')
  if (isTaken) return [fine('mail-server-ready', 'it lets us in and takes our sender')]
  return [
    warns(because ?? 'mail-not-taken', 'mail', mailNextSteps[because ?? ''] ?? 'look at the log of the mail server')
  ]
}

const checkEndpoints = async ({ client }: Context): Promise<readonly Finding[]> =>
  (await client.call<Schemas['Endpoint'][]>('GET', '/endpoints')).flatMap(checkEndpoint)

/** What only an administrator may try is passed over for everybody else. */
const unlessForbidden = (error: unknown): readonly Finding[] => {
  if (!(error instanceof CliError)) throw error
  return error.code === 'role-missing'
    ? []
    : [warns(error.code, 'mail and endpoints', 'look at the log of the sidecar')]
}

/** Whether people and systems can be told: the mail server lets us in, and no endpoint is off or left messages behind. */
export const checkTelling = async (context: Context): Promise<readonly Finding[]> => [
  ...(await checkMail(context).catch(unlessForbidden)),
  ...(await checkEndpoints(context).catch(unlessForbidden))
]
