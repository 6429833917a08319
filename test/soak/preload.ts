import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { sep } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Loaded before the sidecar, in its process: its clock and its disk do what the programme of the soak says. Nothing of the
// sidecar knows of it. What it is told comes by the channel to the process that started it.

/**
 * `full`: nothing more can be written; `read-only`: mounted so; `failing`: what was written cannot be synced; `unreadable`:
 * what is there cannot be read.
 */
type DiskFault = 'full' | 'read-only' | 'failing' | 'unreadable'
type Verb = 'open-to-write' | 'write' | 'sync' | 'name' | 'read'

const folder = `${process.env.SOAK_FOLDER}${sep}`
let aheadMs = Number(process.env.SOAK_AHEAD_MS ?? 0)
let fault: DiskFault | null = null

const RealDate = Date
class SetDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [SetDate.now()] : given) as [number]))
  }
  static override now(): number {
    return RealDate.now() + aheadMs
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === '[object Date]'
  }
}
globalThis.Date = SetDate as DateConstructor

const codes: Readonly<Record<DiskFault, Partial<Record<Verb, string>>>> = {
  full: { write: 'ENOSPC' },
  'read-only': { 'open-to-write': 'EROFS', write: 'EROFS', name: 'EROFS' },
  failing: { sync: 'EIO' },
  unreadable: { read: 'EIO' }
}

/** Throws as the disk would; tells that it did. */
function meet(verb: Verb, path: unknown): void {
  if (fault === null || typeof path !== 'string' || !path.startsWith(folder)) return
  const code = codes[fault][verb]
  if (code === undefined) return
  process.send?.({ disk: fault })
  throw Object.assign(new Error(`${code}: by the programme`), { code, errno: -1, syscall: verb })
}

const opensToWrite = (flags: unknown): boolean =>
  typeof flags === 'string'
    ? /[wa+]/.test(flags)
    : typeof flags === 'number' && (flags & (fs.constants.O_CREAT | fs.constants.O_TRUNC | fs.constants.O_APPEND)) > 0

const ofHandle: Readonly<Record<string, Verb>> = {
  write: 'write',
  writev: 'write',
  writeFile: 'write',
  appendFile: 'write',
  sync: 'sync',
  datasync: 'sync',
  read: 'read',
  readFile: 'read'
}
const ofPath: Readonly<Record<string, Verb>> = {
  writeFile: 'write',
  appendFile: 'write',
  rename: 'name',
  unlink: 'name',
  rm: 'name',
  mkdir: 'name',
  link: 'name',
  readFile: 'read'
}
const ofNumber: Readonly<Record<string, Verb>> = {
  write: 'write',
  writev: 'write',
  fsync: 'sync',
  fdatasync: 'sync',
  read: 'read'
}

type Functions = Record<string, (...given: unknown[]) => unknown>

/** Stands before a function: where the disk refuses, it is never called. */
function guard(of: Functions, name: string, refuse: (given: unknown[]) => void, how: 'promise' | 'callback' | 'now') {
  const real = of[name]
  if (real === undefined) return
  const guarded: Functions[string] = (...given) => {
    try {
      refuse(given)
    } catch (error) {
      if (how === 'promise') return Promise.reject(error)
      if (how === 'now') throw error
      return process.nextTick(given.at(-1) as (error: unknown) => void, error)
    }
    return real.apply(of, given)
  }
  // What it resolves with, where it is made to answer with a promise.
  for (const symbol of Object.getOwnPropertySymbols(real))
    Object.defineProperty(guarded, symbol, Object.getOwnPropertyDescriptor(real, symbol)!)
  of[name] = guarded
}

const paths = new Map<number, string>()
const promises = fs.promises as unknown as Functions
const plain = fs as unknown as Functions

for (const [name, verb] of Object.entries(ofPath)) {
  guard(promises, name, ([path]) => meet(verb, path), 'promise')
  guard(plain, name, ([path]) => meet(verb, path), 'callback')
  guard(plain, `${name}Sync`, ([path]) => meet(verb, typeof path === 'number' ? paths.get(path) : path), 'now')
}
for (const [name, verb] of Object.entries(ofNumber)) {
  guard(plain, name, ([number]) => meet(verb, paths.get(number as number)), 'callback')
  guard(plain, `${name}Sync`, ([number]) => meet(verb, paths.get(number as number)), 'now')
}
const refuseOpen = ([path, flags]: unknown[]): void => {
  if (opensToWrite(flags)) meet('open-to-write', path)
}
guard(promises, 'open', refuseOpen, 'promise')
guard(plain, 'open', refuseOpen, 'callback')
guard(plain, 'openSync', refuseOpen, 'now')

const openFile = promises.open!
promises.open = async (...given) => {
  const handle = (await openFile(...given)) as Functions
  for (const [name, verb] of Object.entries(ofHandle)) guard(handle, name, () => meet(verb, given[0]), 'promise')
  return handle
}
const openNumber = plain.open!
plain.open = (...given) => {
  const tell = given.pop() as (error: unknown, number?: number) => void
  openNumber(...given, (error: unknown, number: number) => {
    if (error === null || error === undefined) paths.set(number, String(given[0]))
    tell(error, number)
  })
}
const openSync = plain.openSync!
plain.openSync = (...given) => {
  const number = openSync(...given)
  paths.set(number as number, String(given[0]))
  return number
}
syncBuiltinESMExports()

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

process.on('message', (said: { readonly aheadMs?: number; readonly disk?: DiskFault | null; readonly heap?: true }) => {
  if (said.aheadMs !== undefined) aheadMs = said.aheadMs
  if (said.disk !== undefined) fault = said.disk
  if (said.heap) {
    collect()
    process.send?.({ heapMb: process.memoryUsage().heapUsed / 2 ** 20 })
  }
})
// Whoever started it was ended hard: it goes with them.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// The sidecar ends when it has nothing more to do, whoever listens here.
process.channel?.unref()
