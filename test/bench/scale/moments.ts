import { setTimeout as pause } from 'node:timers/promises'
import { type Call, createClient, sendSigned } from '../../demo/client.ts'
import { letIn } from '../../demo/colleagues.ts'
import { startSidecar } from '../../gateway/sidecar.ts'
import { optionsOf, startPlatform } from './platform.ts'

interface Entry {
  readonly at: string
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Milliseconds of each try. */
export interface Moments {
  /** From a fact that somebody posted over the API to the next move. */
  readonly factByApiMs: readonly number[]
  /** From the hint of a change on the platform to the next move. */
  readonly factByHintMs: readonly number[]
  /** From acceptance to `completed`, for one person on an idle site. */
  readonly acceptedToCompletedMs: readonly number[]
  /** Where the time of the last one goes: each entry of its chain, and how long after the one before. */
  readonly trace: readonly { readonly kind: string; readonly what: unknown; readonly afterMs: number }[]
}

/** No waiting time that a policy may set is left. */
const policy = {
  coolOffMs: 0,
  noticeMs: 0,
  invitationMs: 0,
  watchEveryMs: 24 * 60 * 60 * 1000,
  asked: { 'consequences-told': 'notice-only' }
}

const login = (n: number, username: string) => ({
  event_metadata: { event_type: 'org.openedx.learning.auth.session.login.completed.v1', id: `hint-${n}` },
  user: { id: n, pii: { username } }
})

const peopleOf = (name: string, from: number, count: number, more: object = {}) =>
  Array.from({ length: count }, (_, n) => ({
    id: from + n,
    username: `${name}${n}`,
    notes: 2,
    posts: ['Hello.'],
    ...more
  }))

const link = { provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'one@mail.example' }

const chainOf = async (call: Call, id: string): Promise<readonly Entry[]> =>
  (await call<{ entries: readonly Entry[] }>('GET', `/requests/${id}/history`)).entries

/** Asks seldom enough not to be in the way, until the request has moved there. */
const untilMoved = async (call: Call, id: string, to: string): Promise<readonly Entry[]> => {
  for (let tries = 0; ; tries += 1) {
    const chain = await chainOf(call, id)
    if (chain.some(({ kind, data }) => kind === 'moved' && data.to === to)) return chain
    if (tries > 120) throw new Error(`a request did not come to ${to}: ${JSON.stringify(chain.at(-1))}`)
    await pause(250)
  }
}

const firstMoveAfter = (chain: readonly Entry[], ms: number): number =>
  Date.parse(chain.find(({ kind, at }) => kind === 'moved' && Date.parse(at) >= ms)!.at) - ms

/** Measures with a real sidecar and a site that answers at once, one person after the other. */
export const measureMoments = async (
  folder: string,
  tries: number,
  env: Readonly<Record<string, string>> = {}
): Promise<Moments> => {
  const people = [
    ...peopleOf('plain', 100, tries + 1),
    ...peopleOf('unproven', 300, tries + 1),
    ...peopleOf('linked', 500, tries + 1, { links: [link] })
  ]
  const platform = await startPlatform(folder, people)
  const sidecar = await startSidecar({ folder, gatewayPort: 0, logLevel: 'info', env })
  const call = createClient(sidecar.address, sidecar.token)
  const site = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openedx',
    name: 'Lake',
    options: optionsOf(platform.address),
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: policy }
  })
  const hints = await call<{ address: string }>('PUT', `/platforms/${site.id}/hints`)
  const made = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
    name: 'Portal',
    platforms: [site.id],
    origins: ['self'],
    standingMandate: false,
    brakePerHour: 1000
  })
  await call('POST', `/sources/${made.source.id}/go-live`, { kept: 'go-on' })
  // Whoever made the source counts among those who ask.
  const officer = await letIn(() => sidecar.address, call, [site.id])
  const send = async (username: string, isProven: boolean): Promise<string> => {
    const at = new Date().toISOString()
    const id = await sendSigned(
      sidecar.address,
      { id: made.source.id, secret: made.secret },
      'account.deletion.requested',
      {
        platform: site.id,
        subject: {
          identifiers: [
            { kind: 'username', value: username },
            { kind: 'email', value: `${username}@school.example` }
          ]
        },
        origin: 'self',
        ground: { article: '17(1)', letter: 'b' },
        receivedAt: at,
        acknowledged: true,
        ...(isProven && { proof: { kind: 'lms-password', at } })
      }
    )
    return id!
  }

  const factByApiMs: number[] = []
  const factByHintMs: number[] = []
  const acceptedToCompletedMs: number[] = []
  let trace: Moments['trace'] = []
  // The first of each warms up.
  for (let n = 0; n <= tries; n += 1) {
    const plain = await send(`plain${n}`, true)
    const chain = await untilMoved(call, plain, 'completed')
    const ends = chain.find(({ kind, data }) => kind === 'moved' && data.to === 'completed')!
    const took = Date.parse(ends.at) - Date.parse(chain[0]!.at)
    trace = chain.map(({ at, kind, data }, place) => ({
      kind,
      what: data.action ?? data.to ?? data.section ?? null,
      afterMs: Date.parse(at) - Date.parse(chain[Math.max(0, place - 1)]!.at)
    }))

    const unproven = await send(`unproven${n}`, false)
    await untilMoved(call, unproven, 'blocked')
    await pause(200)
    const attestedAt = Date.now()
    await officer('POST', `/requests/${unproven}/attest`, {
      precondition: 'identity-proven',
      answer: true,
      note: 'seen'
    })
    const byApi = firstMoveAfter(await untilMoved(call, unproven, 'completed'), attestedAt)

    const linked = await send(`linked${n}`, true)
    await untilMoved(call, linked, 'blocked')
    await platform.tell('POST', 'unlink', { username: `linked${n}` })
    await pause(200)
    const hintedAt = Date.now()
    await fetch(new URL(hints.address, sidecar.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(login(500 + n, `linked${n}`))
    })
    const byHint = firstMoveAfter(await untilMoved(call, linked, 'completed'), hintedAt)

    if (n === 0) continue
    acceptedToCompletedMs.push(took)
    factByApiMs.push(byApi)
    factByHintMs.push(byHint)
  }
  await sidecar.end()
  await platform.end()
  return { factByApiMs, factByHintMs, acceptedToCompletedMs, trace }
}
