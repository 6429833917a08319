import pg from 'pg'
import type { Clock } from '../../clock.ts'
import type { ChangeBell } from '../change-bell.ts'
import { type Kind, kinds } from '../store.ts'
import { enterTogether } from './presence.ts'

const firstPauseMs = 100
const mostPauseMs = 5000
/** How often the way is tried out, whoever only listens is not told that nobody speaks any more; and how long an answer may take. */
const usualBeatMs = 10_000

interface HearingParts {
  readonly url: string
  /** Under which this instance changes documents: of its own changes it knows already. */
  readonly name: string
  readonly bell: ChangeBell
  readonly clock: Pick<Clock, 'sleep'>
  /** How long the server may take to let us in, or to answer, in milliseconds; the way is tried out as often. Default 10,000. */
  readonly beatMs?: number
}

/** Hears what other instances change. */
export interface Hearing {
  close(): Promise<void>
}

/** Resolves when the connection has ended or does not answer. */
const untilCut = async (
  client: pg.Client,
  { clock, beatMs }: { readonly clock: Pick<Clock, 'sleep'>; readonly beatMs: number },
  closing: AbortSignal
): Promise<void> => {
  const cut = new AbortController()
  const end = () => cut.abort()
  client.once('error', end)
  client.once('end', end)
  const over = AbortSignal.any([closing, cut.signal])
  while (!over.aborted) {
    await clock.sleep(beatMs, over).catch(() => {})
    if (over.aborted) return
    await client.query('select 1').catch(end)
  }
}

/**
 * Listens, and rings our bell for each change of another instance. After a break the bell rings for every kind without
 * an id: what was said meanwhile is lost. Its connection says that this instance runs: throws `already-running` while a
 * copy of everything is made.
 */
export const openHearing = async ({ url, name, bell, clock, beatMs = usualBeatMs }: HearingParts): Promise<Hearing> => {
  const closing = new AbortController()
  const connectOnce = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: name,
      // A machine in between may take a connection and never answer.
      connectionTimeoutMillis: beatMs,
      query_timeout: beatMs
    })
    client.on('error', () => {})
    client.on('notification', ({ payload = '' }) => {
      const [by, kind, id] = payload.split(' ')
      if (by !== name) bell.ring(kind as Kind, id!)
    })
    await client.connect()
    try {
      await enterTogether(client)
      await client.query('listen lethe')
      return client
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
  }
  const connectAgain = async (): Promise<pg.Client | null> => {
    for (let pauseMs = firstPauseMs; !closing.signal.aborted; pauseMs = Math.min(pauseMs * 2, mostPauseMs)) {
      const client = await connectOnce().catch(() => null)
      if (client !== null) return client
      await clock.sleep(pauseMs, closing.signal).catch(() => {})
    }
    return null
  }
  const first = await connectOnce()
  const listen = async (): Promise<void> => {
    for (let client: pg.Client | null = first; client !== null; ) {
      await untilCut(client, { clock, beatMs }, closing.signal)
      await client.end().catch(() => {})
      if (closing.signal.aborted) return
      client = await connectAgain()
      for (const kind of client === null ? [] : kinds) bell.ring(kind, null)
    }
  }
  const listening = listen()
  return {
    close() {
      closing.abort()
      return listening
    }
  }
}
