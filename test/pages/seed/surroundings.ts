import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Call } from '../../demo/client.ts'
import { until } from '../../gateway/standings.ts'
import type { University } from '../university.ts'

const day = 24 * 60 * 60 * 1000

/**
 * What an institution has beside its requests: systems that are told and asked, recipients, a lifecycle whose first run
 * waits for agreement, a restore, accounts in the tabs. Answers how to close what listens.
 */
export async function addSurroundings(call: Call, { platform, sandbox, addMember }: University): Promise<() => void> {
  // One system that never wants to hear again: what it was told last is a dead letter.
  const gone = createServer((_, answer) => void answer.writeHead(410).end())
  await new Promise<void>(resolve => gone.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(gone.address() as AddressInfo).port}/erasures`
  const events = ['request.received', 'request.completed']
  const archive = await call<{ endpoint: { id: string } }>('POST', '/endpoints', { name: 'Archive', url, events })
  await call('POST', '/endpoints', { name: 'Library', url: `${url}-of-the-library`, events: ['request.stalled'] })
  await call('PUT', `/platforms/${platform}/recipients`, {
    recipients: [
      { name: 'Exam board', mail: 'exams@partner.example', identifiers: ['username'] },
      { name: 'Library system', endpoint: archive.endpoint.id, identifiers: ['username', 'email'] }
    ]
  })
  await call('POST', '/fact-providers', {
    name: 'Finance',
    platform,
    questions: ['inactive-keys'],
    url: `${url}/facts`
  })

  const longAgo = new Date(Date.now() - 400 * day).toISOString()
  const left = [addMember({ status: 103, inactivatedAt: longAgo }), addMember({ status: 103, inactivatedAt: longAgo })]
  await call('PUT', `/platforms/${platform}/lifecycle/inactive-keys`, { keys: [String(addMember().key)] })
  await call('PUT', `/platforms/${platform}/lifecycle/settings`, {
    isOn: true,
    expiry: { isOn: true, warnMs: 30 * day },
    deactivation: { isOn: true, warnMs: 0 },
    deletion: { isOn: true, afterMs: 180 * day },
    brakePercent: 50,
    quiet: null,
    ground: { article: '5(1)', letter: 'e' }
  })
  await call('POST', `/platforms/${platform}/lifecycle/runs`)
  const runs = () => call<readonly { state: string }[]>('GET', `/platforms/${platform}/lifecycle/runs`)
  await until(runs, all => all.some(({ state }) => state === 'braked'))
  await call('POST', `/platforms/${platform}/restored`, { snapshotAt: new Date(Date.now() - day).toISOString() })
  if (sandbox.world.identities.every(({ key }) => key !== left[0]?.key)) throw new Error('nobody has left')
  return () => {
    gone.close()
    gone.closeAllConnections()
  }
}
