import { type Call, type Source, sendSigned } from '../demo/client.ts'
import type { Site } from './site.ts'
import type { Member, University } from './university.ts'

/** Lets the portal of an institution send demands for these platforms. */
export async function addPortal(call: Call, platforms: readonly string[]): Promise<Source> {
  const { source, secret } = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
    name: 'Student portal',
    platforms,
    types: ['account.deletion.requested', 'account.deletion.withdrawn']
  })
  return { id: source.id, secret }
}

/** The two identifiers of somebody, as demands name them. */
export const identifiersOf = ({ login, email }: Pick<Member, 'login' | 'email'>) => [
  { kind: 'username', value: login },
  { kind: 'email', value: email }
]

/** Sends the demand of somebody who has just signed in, received by the organisation so long ago; answers the request. */
export const createPortal =
  ({ sidecar }: Pick<Site, 'sidecar'>, portal: Source) =>
  async ({ platform }: University, member: Pick<Member, 'login' | 'email'>, receivedAgoMs = 0): Promise<string> => {
    const data = {
      platform,
      subject: { identifiers: identifiersOf(member) },
      origin: 'self',
      ground: { article: '17(1)', letter: 'b' },
      receivedAt: new Date(Date.now() - receivedAgoMs).toISOString(),
      proof: { kind: 'fresh-sign-in', at: new Date().toISOString() },
      acknowledged: true
    }
    return (await sendSigned(sidecar().address, portal, 'account.deletion.requested', data)) ?? ''
  }
