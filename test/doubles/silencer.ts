import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A stretch of the way to a server, on which bytes can get lost without anybody being told. */
export const openSilencer = async (port: number) => {
  const near = new Set<Socket>()
  let isMute = false
  const listener = createServer(socket => {
    near.add(socket)
    socket.on('error', () => {}).on('close', () => near.delete(socket))
    if (isMute) return void socket.resume()
    const far = connect(port, '127.0.0.1')
    for (const end of [socket, far])
      end.on('error', () => {}).on('close', () => [socket, far].map(one => one.destroy()))
    socket.pipe(far)
    far.pipe(socket)
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  const cut = () => near.forEach(socket => void socket.destroy())
  return {
    port: (listener.address() as AddressInfo).port,
    /** Says nothing more on the connections that there are, and ends none. */
    silence: () => near.forEach(socket => void socket.unpipe().resume()),
    /** Cuts the connections that there are. New ones are taken and never answered, until `answer`. */
    mute() {
      isMute = true
      cut()
    },
    answer() {
      isMute = false
    },
    /** How many connections there are. */
    size: () => near.size,
    close() {
      cut()
      listener.close()
    }
  }
}
