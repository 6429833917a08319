import { readFileSync } from 'node:fs'

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

/** How much of the machine was busy since a reading before, as a percentage; every process counts. */
export const readMachine = (): { readonly busy: number; readonly all: number } => {
  const [, ...ticks] = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/).map(Number)
  const all = ticks.slice(0, 8).reduce((sum, each) => sum + each, 0)
  return { busy: all - ticks[3]! - ticks[4]!, all }
}

/** The busy share between two readings of the machine, in percent. */
export const busyPercent = (before: ReturnType<typeof readMachine>, after: ReturnType<typeof readMachine>): number =>
  after.all === before.all ? 0 : (100 * (after.busy - before.busy)) / (after.all - before.all)
