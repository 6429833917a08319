import { Checks, type Tell } from '../cases.ts'
import type { Mail } from '../mailbox.ts'
import type { ProxyName } from '../proxies.ts'
import { type Standing, until } from '../standings.ts'
import { type Answer, send } from '../wire.ts'
import { emailOf, type Learner, makeLearner, pressDelete, seeRetirement } from './learners.ts'
import { host, type Stage } from './stage.ts'

/** One learner's whole way, through one proxy. */
export interface Walk {
  readonly stage: Stage
  readonly proxy: ProxyName
  readonly port: number
  readonly learner: Learner
  readonly checks: Checks
  /** Presses the button with a session; answers the status. */
  press(): Promise<number>
  /** Waits for the next mail whose text is like this. */
  mail(pattern: RegExp, forMs?: number): Promise<string>
  /** A page of Lethe under the host of the LMS. */
  page(path: string, change?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Answer>
  /** Waits until the learner's request is in this state. */
  reach(state: string, forMs?: number): Promise<Standing | undefined>
}

/** A way, and who walks it. */
export interface Road {
  readonly id: string
  readonly mode: 'forward' | 'defer'
  readonly person?: Parameters<typeof makeLearner>[1]
  /** Answers the status of the call that counts. */
  readonly walk: (walk: Walk) => Promise<number>
}

export const linkedLogin = { provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'me@mail.example' }

/** The path behind the address of a page in a mail. */
export const linkIn = (text: string, to: 'confirm' | 'withdraw'): string =>
  new RegExp(`http://${host.replaceAll('.', '\\.')}(/lethe/${to}/\\S+)`).exec(text)?.[1] ?? '/lethe/no-link'

/** Opens the page behind a link, which does nothing yet, and presses its button. */
export async function follow(walk: Walk, path: string): Promise<void> {
  const page = await walk.page(path)
  walk.checks.equal('the page behind the link', page.status, 200)
  const action = /<form method="post" action="([^"]+)"/.exec(page.body)?.[1]
  walk.checks.equal('its button', action, path)
  walk.checks.equal('after the button', (await walk.page(path, { method: 'POST' })).status, 200)
}

/** Plays a road of a stage; other roads may go on beside it. */
async function runRoad(stage: Stage, road: Road, proxy: ProxyName, tell: Tell): Promise<void> {
  const checks = new Checks()
  const learner = makeLearner(stage, road.person)
  const port = stage.proxies.ports[proxy]['fail-closed']
  const mails = () => stage.mailbox.of(emailOf(learner))
  let taken = 0
  let standing: Standing | undefined
  const requestOf = () => /^(?:Request|Anfrage) (\S+)$/m.exec(mails().at(-1)?.text ?? '')?.[1]
  const walk: Walk = {
    stage,
    proxy,
    port,
    learner,
    checks,
    press: async () => (await pressDelete(stage, learner, { port, as: 'session' })).status,
    async mail(pattern, forMs = 120_000) {
      const isIt = (mail: Mail) => pattern.test(`${mail.subject}\n${mail.text}`)
      const all = await until(mails, some => some.slice(taken).some(isIt), forMs)
      const at = all.slice(taken).findIndex(isIt)
      checks.ok(`no mail like ${pattern}, but ${all.map(({ subject }) => subject).join('; ')}`, at >= 0)
      taken = at < 0 ? all.length : taken + at + 1
      return at < 0 ? '' : all[taken - 1]!.text
    },
    page: (path, { method = 'GET', headers = {}, body } = {}) =>
      send({
        port,
        from: learner.from,
        method,
        path,
        headers: { host, 'accept-language': 'en', ...headers },
        ...(body !== undefined && { body })
      }),
    async reach(state, forMs) {
      const of = (all: ReadonlyMap<string, Standing>) => all.get(requestOf() ?? '')
      standing = of(await until(stage.standings, all => of(all)?.state === state, forMs))
      checks.equal('state', standing?.state, state)
      return standing
    }
  }
  const status = await road.walk(walk).catch((error: Error) => {
    checks.ok(`broke off: ${error.message}`, false)
    return null
  })
  const sandbox = seeRetirement(stage, learner)
  tell({
    id: `${road.mode} road: ${road.id}`,
    proxy,
    mode: road.mode,
    caller: 'session',
    fault: road.id,
    status,
    sandbox,
    state: standing?.state ?? null,
    faults: checks.faults
  })
}

/** Plays all of a stage side by side, and waits for the last. */
export async function runRoads(stage: Stage, roads: readonly Road[], tell: Tell): Promise<void> {
  const own = roads.filter(({ mode }) => mode === stage.mode)
  await Promise.all(own.map((road, at) => runRoad(stage, road, at % 2 === 0 ? 'caddy' : 'nginx', tell)))
}
