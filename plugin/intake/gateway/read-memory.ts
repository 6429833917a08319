import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** Into a block of this size Node reads every connection of the process, copies what came, and leaves the rest as it is. */
const blockBytes = 64 * 1024

const zeroes = Buffer.alloc(blockBytes)

/** A connection of this process with itself, over which that block can be filled. */
const connectToSelf = async (): Promise<{ readonly near: Socket; readonly far: Socket }> => {
  const server = createServer({ noDelay: true })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const arriving = once(server, 'connection') as Promise<[Socket]>
  const near = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', noDelay: true })
  const [[far]] = await Promise.all([arriving, once(near, 'connect')])
  server.close()
  if (far.remotePort !== near.localPort) throw new Error('somebody else connected')
  return { near, far }
}

/**
 * Overwrites what a server read from its connections, as soon as its parser is through with it. The parser hands out
 * copies; what it read itself would stay in a block of memory that no code can reach, until something as long is read.
 * So something as long is read. Answers how to end it.
 */
export const wipeAfterParsing = async (server: Server): Promise<() => void> => {
  const { near, far } = await connectToSelf()
  far.resume()
  for (const socket of [near, far]) socket.unref().on('error', () => {})
  server.on('connection', (socket: Socket) => {
    // The server's own listener came first; with a second one the parser reads nothing past it any more.
    socket.on('data', (chunk: Buffer) => {
      chunk.fill(0)
      // What still waits to be sent is read after this, and covers it too.
      if (near.writableLength < 2 * blockBytes) near.write(zeroes)
    })
  })
  return () => {
    near.destroy()
    far.destroy()
  }
}
