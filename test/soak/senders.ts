import { appendFileSync } from 'node:fs'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from './dice.ts'
import { demandOf, gatewaySite, host, routeSecret, type Site, signDelivery } from './site.ts'

/** By which way a demand goes. */
export type Door = 'webhook' | 'api' | 'gateway'

/** One demand to be made. */
export interface Errand {
  readonly door: Door
  readonly site: Site
  /** Number of the learner on the site. */
  readonly learner: number
}

/** Where callers find the sidecar: the wires of each instance. */
export interface Ways {
  readonly api: readonly number[]
  readonly gateway: readonly number[]
  /** Address of the sandbox of a site, past all wires: where a learner's browser is signed in. */
  box(site: number): string
  token(): string
}

interface Answer {
  readonly status: number
  readonly body: string
}

const patienceMs = 8000
const mostTries: Readonly<Record<Door, number>> = { webhook: 400, api: 400, gateway: 5 }

/** One call on a connection of its own. @throws Error when no whole answer came */
function send(port: number, path: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        ...{ host: '127.0.0.1', port, path, method: 'POST', agent: false },
        headers: { ...headers, 'content-length': String(body.length) },
        signal: AbortSignal.timeout(patienceMs)
      },
      incoming => {
        text(incoming).then(body => resolve({ status: incoming.statusCode!, body }), reject)
      }
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Calls are counted by address: each learner has one of their own. */
const addressOf = (learner: number): string => `198.18.${learner >> 8}.${learner & 255}`

const requestIn = (body: string): string => (JSON.parse(body) as { request: string }).request

/**
 * Sends demands as true senders do, some at a time, and keeps a book of its own: a line for every learner who is asked for,
 * another one when the answer said that it was accepted.
 */
export function openSenders(bookFile: string, ways: Ways, dice: Dice) {
  const note = (line: object): void => appendFileSync(bookFile, `${JSON.stringify(line)}\n`)
  const tried = { tries: 0, refusals: {} as Record<string, number> }

  async function attempt({ door, site, learner }: Errand, id: string, at: string): Promise<Answer> {
    const which = dice.pick(ways.api.map((_, n) => n))
    const data = demandOf(site, learner, at)
    if (door === 'webhook') {
      const { headers, body } = signDelivery(site, id, data, at)
      return send(ways.api[which]!, site.source.path, headers, body)
    }
    if (door === 'api') {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${ways.token()}` }
      return send(ways.api[which]!, '/requests', headers, Buffer.from(JSON.stringify(data)))
    }
    const username = `learner-${site.n}-${learner}`
    const signedIn = await fetch(`${ways.box(site.n)}/_sandbox/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ username, as: 'session' })
    })
    const { headers } = (await signedIn.json()) as { headers: Record<string, string> }
    const route = {
      host,
      origin: `http://${host}`,
      'x-lethe-route': routeSecret,
      'x-forwarded-for': addressOf(learner)
    }
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const path = '/api/user/v1/accounts/deactivate_logout/'
    return send(ways.gateway[which]!, path, { ...type, ...headers, ...route }, Buffer.from('password=as-ever'))
  }

  /** Whoever presses a button in a browser is signed out once it was taken: they cannot ask again like a machine. */
  async function carry(errand: Errand, name: string): Promise<boolean> {
    const { door, site, learner } = errand
    const at = new Date().toISOString()
    const about = { door, site: site.n, platform: site.platform, person: String(1000 + learner) }
    note({ asked: name, ...about })
    for (let tries = 0; tries < mostTries[door]; tries += 1) {
      tried.tries += 1
      const answer = await attempt(errand, `msg_${name}`, at).catch(
        (error: { code?: string }) => error.code ?? 'broken'
      )
      if (typeof answer !== 'string' && [202, 204].includes(answer.status)) {
        const request = door === 'gateway' ? null : requestIn(answer.body)
        note({ accepted: name, request, ...about })
        return true
      }
      const what = typeof answer === 'string' ? answer : String(answer.status)
      tried.refusals[what] = (tried.refusals[what] ?? 0) + 1
      if (typeof answer !== 'string' && answer.status < 500 && ![401, 403, 408, 409, 429].includes(answer.status))
        throw new Error(`a demand was refused: ${answer.status} ${answer.body}`)
      await sleep(200 + dice.between(0, 200) * Math.min(tries + 1, 8))
    }
    note({ gaveUp: name, ...about })
    return false
  }

  return { carry, tried }
}

/** Which demands are made: every learner of every site once, in an order of chance. */
export function planErrands(sites: readonly Site[], total: number, dice: Dice): readonly Errand[] {
  const errands = Array.from({ length: total }, (_, n): Errand => {
    const site = sites[n % sites.length]!
    const learner = Math.floor(n / sites.length)
    if (site.n === gatewaySite) return { door: 'gateway', site, learner }
    return { door: dice.fraction() < 0.15 ? 'api' : 'webhook', site, learner }
  })
  return errands
}
