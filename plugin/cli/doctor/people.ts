import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { CliError } from '../exit-codes.ts'
import { type Finding, fine, stops, warns } from './finding.ts'

type Schemas = components['schemas']

const agreeing: readonly Schemas['Role'][] = ['administrator', 'privacy-officer']

/** What needs two human beings stands still where there is one. */
const judgePeople = (people: readonly Schemas['Person'][]): Finding => {
  const able = people.filter(
    ({ disabledAt, roles }) => disabledAt === null && roles.some(role => agreeing.includes(role))
  )
  const humans = new Set(able.map(({ countsAs }) => countsAs)).size
  if (humans > 1) return fine('second-person', `${humans} people count as human beings of their own`)
  const isOneForMany = able.length > 1
  return warns(
    'no-second-person',
    isOneForMany
      ? `${able.length} people who may agree count as one: one let the others in, or they share an account`
      : 'only one person may agree to anything: what needs a second one waits',
    isOneForMany
      ? 'each changes their token by `lethe token exchange`; then somebody else vouches: `lethe person vouch`'
      : 'lethe person add "NAME" --role privacy-officer, then `lethe token create`'
  )
}

const checkSignIn = async ({ client }: Context): Promise<readonly Finding[]> => {
  const { provider, redirectUri } = await client.call<Schemas['SignIn']>('GET', '/sign-in-settings')
  if (provider === null) return [fine('sign-in-by-password', 'no identity provider is set')]
  const { protocol, hostname } = new URL(redirectUri)
  const isPlain = protocol === 'http:' && !/^(127\.|localhost$)/.test(hostname)
  const address = isPlain
    ? [
        warns(
          'redirect-over-http',
          redirectUri,
          'set LETHE_PUBLIC_URL to the https:// address, and let the provider know it'
        )
      ]
    : [fine('redirect-address', `the provider must know ${redirectUri}`)]
  try {
    await client.call('POST', '/sign-in-settings/test')
    return [fine('identity-provider-answers', provider.issuer), ...address]
  } catch (error) {
    if (!(error instanceof CliError) || error.code === 'role-missing') return address
    return [
      stops(error.code, `${provider.label}: nobody can sign in by it: ${error.message}`, 'lethe sign-in test'),
      ...address
    ]
  }
}

/** Whether there is a second person, and whether people can sign in. */
export const checkPeople = async (context: Context): Promise<readonly Finding[]> => {
  try {
    const people = await context.client.call<Schemas['Person'][]>('GET', '/persons')
    return [judgePeople(people), ...(await checkSignIn(context))]
  } catch (error) {
    if (error instanceof CliError) return [warns(error.code, 'people', 'this token may not see them')]
    throw error
  }
}
