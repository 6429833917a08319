import { readdirSync, readFileSync } from 'node:fs'

/** Of Linux: how many clock ticks a second has. */
const ticksPerSecond = 100

/** Milliseconds of CPU that a process has used so far, its threads included. */
export const cpuMsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond
}

/** Resident memory of a process in megabytes (2^20), now and at its highest. */
export const memoryOf = (pid: number): { readonly nowMb: number; readonly mostMb: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mb = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024)
  return { nowMb: mb('VmRSS'), mostMb: mb('VmHWM') }
}

/** Milliseconds of CPU of a process and all that live below it, those below that have ended included. */
export const cpuMsBelow = (pid: number): number => {
  const rows = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ').map(Number)
        const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0)
        return [{ pid: Number(name), parent: fields[1]!, ticks }]
      } catch {
        // It has ended meanwhile.
        return []
      }
    })
  const below = (parent: number): number =>
    rows.filter(row => row.parent === parent).reduce((sum, row) => sum + row.ticks + below(row.pid), 0)
  const own = rows.find(row => row.pid === pid)?.ticks ?? 0
  return ((own + below(pid)) * 1000) / ticksPerSecond
}
