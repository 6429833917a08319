import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createClient } from '../../demo/client.ts'
import { medianOf } from '../../doubles/spread.ts'
import { startSidecar } from '../../gateway/sidecar.ts'
import { signIn } from './pages.ts'
import { cpuMsOf, memoryOf } from './process.ts'

/** What a sidecar costs that has many requests open. Memory in megabytes (2^20). */
export interface CrowdedCase {
  readonly open: number
  /** From the start of the process to the first call that it takes, and the CPU that this took. */
  readonly startMs: number
  readonly startCpuMs: number
  /** The same once the sidecar was killed, so that no stop has left anything for it. */
  readonly startAfterKillMs: number
  readonly startAfterKillCpuMs: number
  /** Resident after the start, and after everything below. */
  readonly rssStartMb: number
  readonly rssMb: number
  readonly rssMostMb: number
  /** The first of a kind, and the median of the others. */
  readonly queuePageFirstMs: number
  readonly queuePageMs: number
  readonly queuePageFilteredMs: number
  readonly overviewMs: number
  readonly metricsMs: number
  /** Of one processor, while nothing is due. */
  readonly idleCpuPercent: number
}

const times = 15
/** By then the check of bodies, which a start leaves for later, is over. */
const settlesMs = 20_000
const idleMs = 30_000

const filters = ['state=blocked', 'turn=privacy-officer', 'blocker=privileged-account', 'due=soon']

/** Of `npm start`, the container and the service. */
const usualArgv = ['--max-semi-space-size=8']
/** What `npm start` compiled before; the sidecar that made the crowd has filled it. */
const compiled = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/lethe', import.meta.url)) }

/** Starts a sidecar, and how long that took. */
const timeStart = async (folder: string, env: Readonly<Record<string, string>>, execArgv: readonly string[]) => {
  const beganAt = performance.now()
  const sidecar = await startSidecar({
    folder,
    gatewayPort: 0,
    logLevel: 'info',
    env: { ...compiled, ...env },
    execArgv: [...usualArgv, ...execArgv]
  })
  return { sidecar, ms: performance.now() - beganAt, cpuMs: cpuMsOf(sidecar.pid) }
}

/**
 * Starts a sidecar on a folder that holds so many, and looks at it as people and monitors do: first after a kill, then after
 * an orderly stop.
 */
export const measureCrowded = async (
  folder: string,
  env: Readonly<Record<string, string>>,
  execArgv: readonly string[] = []
): Promise<CrowdedCase> => {
  // Whoever filled the folder has stopped in order.
  const { sidecar: first } = await timeStart(folder, env, [])
  process.kill(first.pid, 'SIGKILL')
  await first.end()
  const { sidecar: killed, ...afterKill } = await timeStart(folder, env, execArgv)
  await killed.end()
  const { sidecar, ms: startMs, cpuMs: startCpuMs } = await timeStart(folder, env, execArgv)
  const rssStartMb = memoryOf(sidecar.pid).nowMb
  const call = createClient(sidecar.address, sidecar.token)
  const reader = await signIn(sidecar.address, call)
  const queuePageFirstMs = await reader.open('/admin/requests')
  const open = async (pathOf: (n: number) => string): Promise<number> => {
    const took: number[] = []
    for (let n = 0; n < times; n += 1) took.push(await reader.open(pathOf(n)))
    return medianOf(took)
  }
  const queuePageMs = await open(() => '/admin/requests')
  const queuePageFilteredMs = await open(n => `/admin/requests?${filters[n % filters.length]}`)
  const overviewMs = await open(() => '/admin')
  const scrape = async (): Promise<number> => {
    const from = performance.now()
    const answer = await fetch(`${sidecar.address}/metrics`, { headers: { authorization: `Bearer ${sidecar.token}` } })
    const text = await answer.text()
    if (answer.status !== 200 || !text.includes('lethe_requests{')) throw new Error(`metrics: ${answer.status}`)
    return performance.now() - from
  }
  await scrape()
  const metricsMs = medianOf([await scrape(), await scrape(), await scrape()])
  const counts = await call<{ total: number }>('GET', '/requests/counts')
  await pause(settlesMs)
  const idleFrom = cpuMsOf(sidecar.pid)
  await pause(idleMs)
  const idleCpuPercent = (100 * (cpuMsOf(sidecar.pid) - idleFrom)) / idleMs
  const { nowMb, mostMb } = memoryOf(sidecar.pid)
  await sidecar.end()
  return {
    open: counts.total,
    startMs,
    startCpuMs,
    startAfterKillMs: afterKill.ms,
    startAfterKillCpuMs: afterKill.cpuMs,
    rssStartMb,
    rssMb: nowMb,
    rssMostMb: mostMb,
    queuePageFirstMs,
    queuePageMs,
    queuePageFilteredMs,
    overviewMs,
    metricsMs,
    idleCpuPercent
  }
}
