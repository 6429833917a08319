import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import type { Clock } from '../../plugin/clock.ts'
import { openScene } from '../flows/scene.ts'

const who = ['mira.holm', 'mira.holm@school.example'] as const

/** A scene on the platform that has an exclusive section. */
export const openSections = async (clock: Clock) => {
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const box = await startSandbox({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant: 'client_credentials' }],
      people: [worker, { id: 11, username: who[0], name: who[0], posts: ['Hello.'] }]
    }
  })
  const scene = await openScene({
    box,
    clock,
    kind: 'openedx',
    options: {
      baseUrl: box.address,
      studioUrl: box.address,
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: worker.username,
      tokenLifeMs: 0,
      bulkStart: true
    }
  })
  return { ...scene, box, who }
}
