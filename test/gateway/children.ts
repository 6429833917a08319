import type { ChildProcess } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Children that run now: none outlives this process. */
const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** Ends a child with this process; resolves when it is gone by itself. */
export function keepChild(child: ChildProcess): Promise<void> {
  children.add(child)
  return new Promise(resolve => {
    child.once('error', () => resolve())
    child.once('exit', () => {
      children.delete(child)
      resolve()
    })
  })
}

/** A port of the loopback that nobody listens on. */
export async function findPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Waits until something listens on a port. @throws Error after two minutes, or when the process is gone before */
export async function waitForPort(port: number, what: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(50)) {
    if (child.exitCode !== null) break
    const isThere = await new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      }).once('error', () => resolve(false))
    })
    if (isThere) return
  }
  throw new Error(`${what} does not listen`)
}
