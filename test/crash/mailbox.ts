import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server that keeps what it took, by message id. */
export interface Mailbox {
  readonly url: string
  /** Message ids, one for each delivery. */
  take(): readonly string[]
  close(): Promise<void>
}

/** Opens a mail server on a free port. */
export async function openMailbox(): Promise<Mailbox> {
  let messages: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8')
      })
      stream.on('end', () => {
        messages.push(/^message-id: *(.+)$/im.exec(text)?.[1]?.trim() ?? 'without an id')
        done()
      })
    }
  })
  // A sender that is killed in the middle of a message leaves a broken connection, which is all as it should be.
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    take() {
      const taken = messages
      messages = []
      return taken
    },
    close: () => new Promise(resolve => server.close(() => resolve()))
  }
}
