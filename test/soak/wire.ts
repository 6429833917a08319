import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * What a stretch of network does to whoever uses it. `half-open`: whatever is sent is taken and nobody ever answers, also
 * afterwards; `answer-cut`: half of the answer arrives; `answer-lost`: what was asked for is done, and nothing comes back.
 */
export const wireFaults = ['refused', 'reset', 'half-open', 'slow', 'answer-cut', 'answer-lost'] as const
export type WireFault = (typeof wireFaults)[number]

/** A stretch of network with a fixed address in front of a server that comes and goes. */
export interface Wire {
  readonly port: number
  /** Leads to this port of the loopback from the next connection on. */
  lead(to: number): void
  /** From here on, and for the connections there are; null: as it should be. */
  be(fault: WireFault | null): Promise<void>
  /** How many connections met each fault. */
  readonly met: Readonly<Record<WireFault, number>>
  close(): Promise<void>
}

const slowMs = 700

interface Line {
  readonly near: Socket
  readonly far: Socket
  /** What it has met: each is counted once a connection. */
  readonly met: Set<WireFault>
  isDead: boolean
}

const isRefused = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(false)
    }).once('error', () => resolve(true))
  })

/** Opens a wire on a free port of the loopback. */
export async function openWire(): Promise<Wire> {
  const met: Record<WireFault, number> = Object.fromEntries(wireFaults.map(fault => [fault, 0])) as never
  const lines = new Set<Line>()
  let to = 0
  let fault: WireFault | null = null
  let port = 0

  const meet = (line: Line, what: WireFault): void => {
    if (line.met.has(what)) return
    line.met.add(what)
    met[what] += 1
  }
  const end = (line: Line): void => {
    line.near.resetAndDestroy()
    line.far.resetAndDestroy()
    lines.delete(line)
  }
  const send = (socket: Socket, bytes: Buffer): void => void (socket.writable && socket.write(bytes))

  async function carry(line: Line, from: 'near' | 'far', bytes: Buffer): Promise<void> {
    const onwards = from === 'near' ? line.far : line.near
    if (line.isDead) return
    if (fault !== null && fault !== 'refused' && (from === 'far' || !fault.startsWith('answer-'))) {
      meet(line, fault)
      if (fault === 'reset' || fault === 'answer-lost') return end(line)
      if (fault === 'half-open') {
        line.isDead = true
        return
      }
      if (fault === 'answer-cut') {
        line.near.write(bytes.subarray(0, bytes.length >> 1), () => end(line))
        line.isDead = true
        return
      }
      await sleep(slowMs)
    }
    send(onwards, bytes)
  }

  function accept(near: Socket): void {
    const line: Line = { near, far: connect(to, '127.0.0.1'), met: new Set(), isDead: false }
    lines.add(line)
    for (const from of ['near', 'far'] as const) {
      const [socket, other] = from === 'near' ? [near, line.far] : [line.far, near]
      let queue = Promise.resolve()
      socket.setNoDelay(true)
      socket.on('data', bytes => {
        queue = queue.then(() => carry(line, from, bytes))
      })
      socket.on('error', () => {})
      socket.on('close', hadError => {
        queue = queue.then(() => {
          if (line.isDead) return
          if (hadError) other.resetAndDestroy()
          else other.end()
          lines.delete(line)
        })
      })
    }
  }

  let server = createServer({ allowHalfOpen: false }, accept)
  const listen = async (): Promise<void> => {
    server = createServer(accept)
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(port, '127.0.0.1', () => resolve())
    )
    port = (server.address() as { port: number }).port
  }
  const stopListening = (): void => {
    server.close()
    for (const line of lines) end(line)
  }
  await listen()

  return {
    get port() {
      return port
    },
    met,
    lead(next) {
      to = next
    },
    async be(next) {
      if (fault === 'refused') await listen()
      fault = next
      if (fault !== 'refused') return
      stopListening()
      if (await isRefused(port)) met.refused += 1
    },
    async close() {
      if (fault !== 'refused') stopListening()
    }
  }
}
