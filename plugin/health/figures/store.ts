import type { Clock } from '../../clock.ts'
import { states } from '../../erasure/states.ts'
import { countDeadLetters } from '../../store/records/endpoints/dead-letters.ts'
import { listEndpoints } from '../../store/records/endpoints/endpoints.ts'
import { countKept } from '../../store/records/requests.ts'
import { listSources } from '../../store/records/sources/sources.ts'
import type { Store } from '../../store/store.ts'
import { type AddGauge, toSeconds } from './gauge.ts'

/** What the index of the store counts: no request is read. */
export const addStoreFigures = (add: AddGauge, { store, clock }: { store: Store; clock: Pick<Clock, 'now'> }): void => {
  add('lethe_requests', 'Requests by state; ended ones for a day.', ['state'], async is => {
    for (const state of states) is.set({ state }, await store.count('request', { key: `state:${state}` }))
  })
  add(
    'lethe_queue_oldest_due_timestamp_seconds',
    'Since when the request that waits longest for its turn is due; absent while none waits.',
    [],
    async is => {
      const dueAt = await store.nextDueAt('request')
      if (dueAt !== null && dueAt <= clock.now().toISOString()) is.set(toSeconds(dueAt))
    }
  )
  add('lethe_requests_kept_back', 'Requests of a source that wait until people have spoken.', ['source'], async is => {
    for (const { id } of await listSources(store)) is.set({ source: id }, await countKept(store, id))
  })
  add('lethe_dead_letters', 'Events that an endpoint did not take to the last try.', ['endpoint'], async is => {
    for (const { id } of await listEndpoints(store)) is.set({ endpoint: id }, await countDeadLetters(store, id))
  })
  add('lethe_endpoint_disabled', 'Whether nothing is sent to an endpoint.', ['endpoint'], async is => {
    for (const { id, body } of await listEndpoints(store)) is.set({ endpoint: id }, body.disabled === null ? 0 : 1)
  })
  add('lethe_store_writable', 'Whether the store takes writes.', [], is => is.set(store.state().writable ? 1 : 0))
  add('lethe_store_files_aside', 'Damaged or foreign files that were set aside.', [], is =>
    is.set(store.state().aside.length)
  )
  add('lethe_store_duplicates', 'Keys of one holder that a restore has left with more.', [], is =>
    is.set(store.state().duplicates.length)
  )
}
