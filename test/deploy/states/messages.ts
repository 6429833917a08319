import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { learner, openOpenolat } from '../../flows/openolat-ground.ts'
import { type BadState, type Ground, minute, once, type Scene, state, wake } from './state.ts'

/** A port on which nobody listens. */
const nobodyAt = await new Promise<number>(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
})

/** A mail server that knows nobody. */
const openRefusal = async () => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('unknown here'), { responseCode: 550 }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  return { server, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}

/** Takes nothing, and says that it never will. */
const openGone = () =>
  new Promise<{ url: string; close(): void }>(resolve => {
    const server = createServer((_request, answer) => answer.writeHead(410).end()).listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        close: () => void server.close()
      })
    )
  })

const addEndpoint = async (scene: Scene, url: string): Promise<string> => {
  const body = { name: 'hub', url, events: ['request.completed'] }
  return (await scene.call<{ endpoint: { id: string } }>('POST', '/endpoints', body)).endpoint.id
}

let endpoint = ''

/** What may be wrong with messages. */
export const ofMessages: readonly BadState[] = [
  state(
    'LetheMessagesWait',
    { mailUrl: `smtp://127.0.0.1:${nobodyAt}`, policy: { approvals: 1 } },
    async (scene, { clock, scrapeUntil }) => {
      const id = await scene.demand(learner)
      await scene.untilState(id, 'awaiting-approval')
      await scrapeUntil(/^lethe_messages_total\{.*\} [1-9]/m)
      clock.move(2 * 60 * minute)
      await wake(scene)
      await scene.call('POST', `/requests/${id}/recheck`, {})
      return once(await scrapeUntil(/^lethe_outbox_oldest_timestamp_seconds /m))
    }
  ),
  state('LetheMailsGivenUp', {}, async () => [], {
    async open(clock) {
      const refusal = await openRefusal()
      const scene = await openOpenolat({ clock, mailUrl: refusal.url })
      return {
        ...scene,
        close: async () => {
          await scene.close()
          await new Promise<void>(resolve => refusal.server.close(() => resolve()))
        }
      }
    },
    async bring(scene: Scene, { scrapeUntil }: Ground) {
      await scene.demand(learner)
      return once(await scrapeUntil(/^lethe_outbox_given_up [1-9]/m))
    }
  } as Partial<BadState>),
  state(
    'LetheDeadLetters',
    {},
    async (scene, { scrapeUntil }) => {
      const gone = await openGone()
      endpoint = await addEndpoint(scene, gone.url)
      await scene.untilState(await scene.demand(learner), 'completed')
      await scrapeUntil(/^lethe_dead_letters\{.*\} 1$/m)
      await scene.call('POST', `/endpoints/${endpoint}/enable`)
      gone.close()
      return once(await scrapeUntil(/^lethe_endpoint_disabled\{.*\} 0$/m))
    },
    { labels: () => ({ endpoint }) }
  ),
  state(
    'LetheEndpointDisabled',
    {},
    async (scene, { scrapeUntil }) => {
      endpoint = await addEndpoint(scene, 'http://127.0.0.1:9/')
      await scene.call('POST', `/endpoints/${endpoint}/disable`)
      return once(await scrapeUntil(/^lethe_endpoint_disabled\{.*\} 1$/m))
    },
    { labels: () => ({ endpoint }) }
  )
]
