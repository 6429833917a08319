import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres } from '../../doubles/postgres-server.ts'
import { openOpenolat } from '../../flows/openolat-ground.ts'
import { type BadState, type MovedClock, ofInstance, once, type Scene } from './state.ts'

type OnPostgres = Scene & { readonly url: string; readonly server: Awaited<ReturnType<typeof startPostgres>> }

/** A sidecar on a PostgreSQL of its own, which ends with it. */
const open = async (clock: MovedClock): Promise<OnPostgres> => {
  const server = await startPostgres()
  const url = await server.database()
  const scene = await openOpenolat({ storeUrl: url, clock })
  const close = async () => {
    await scene.close().catch(() => {})
    await server.stop()
  }
  return { ...scene, url, server, close }
}

/** What may be wrong with the database of several instances. */
export const ofPostgres: readonly BadState[] = [
  {
    alert: 'LetheBellDown',
    labels: ofInstance,
    open,
    async bring({ url }: OnPostgres, { scrapeUntil }) {
      const admin = new pg.Client({ connectionString: url })
      await admin.connect()
      const cut = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lethe-bell'"
      let isOver = false
      const cutting = (async () => {
        for (; !isOver; await pause(5)) await admin.query(cut)
      })()
      const text = await scrapeUntil(/^lethe_bell_up 0$/m)
      isOver = true
      await cutting
      await admin.end()
      return once(text)
    }
  },
  {
    // Nobody can be asked whose token it is: no figures, and that is told of whoever does not answer.
    alert: 'LetheDown',
    labels: ofInstance,
    open,
    async bring({ address, token, server }: OnPostgres) {
      await server.stop()
      for (let tries = 0; ; tries += 1) {
        const ready = await fetch(`${address()}/health/ready`)
        const told = await ready.text()
        const figures = await fetch(`${address()}/metrics`, { headers: { authorization: `Bearer ${token}` } })
        await figures.body?.cancel()
        if (ready.status === 503 && told.includes('store-unreachable') && figures.status === 503) break
        if (tries === 600) throw new Error(`ready ${ready.status}: ${told}, figures ${figures.status}`)
        await pause(100)
      }
      return [{ afterMinutes: 0, text: null }]
    }
  }
] as readonly BadState[]
