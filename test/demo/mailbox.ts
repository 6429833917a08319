import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server that remembers to whom something came. */
export interface Mailbox {
  /** Address as the sidecar takes it. */
  readonly url: string
  /** How many mails arrived for an address. */
  count(address: string): number
  close(): Promise<void>
}

/** Starts a mail server on a free port of the loopback. */
export async function openMailbox(): Promise<Mailbox> {
  const arrived: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      stream.on('end', () => {
        arrived.push(...session.envelope.rcptTo.map(({ address }) => address))
        done()
      })
      stream.resume()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })
  // A sidecar that is stopped in the middle of a message breaks its connection off.
  server.on('error', () => {})
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    count: address => arrived.filter(each => each === address).length,
    close: () => new Promise(resolve => server.close(() => resolve()))
  }
}
