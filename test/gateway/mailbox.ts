import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** A mail server that keeps what it took. */
export interface Mailbox {
  readonly url: string
  /** Everything so far, as it came over the wire. */
  readonly raw: string[]
  /** What arrived for an address, oldest first. */
  of(address: string): readonly Mail[]
  close(): Promise<void>
}

/** Starts a mail server on a free port of the loopback. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const raw: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const message = Buffer.concat(chunks).toString('utf8')
        raw.push(message)
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, ...readMessage(message) })
        done()
      })
    }
  })
  // A sidecar that is stopped in the middle of a message breaks its connection off.
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    raw,
    of: address => mails.filter(({ to }) => to === address),
    close: () => new Promise(resolve => server.close(() => resolve()))
  }
}

const readField = (head: string, name: string): string =>
  new RegExp(`^${name}: *(.*(?:\r\n[ \t].*)*)`, 'im').exec(head)?.[1] ?? ''

/** The plain text of a part: its own, or that of the first part in it. */
function readText(part: string): string {
  const [head = '', ...rest] = part.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const boundary = /boundary="?([^";\s]+)/i.exec(readField(head, 'content-type'))?.[1]
  if (boundary !== undefined) return readText(body.split(`--${boundary}\r\n`)[1] ?? '')
  const encoding = readField(head, 'content-transfer-encoding').trim().toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? readQuoted(body.replaceAll('=\r\n', '')) : body
}

/** Reads a message, of one plain part or of several. */
function readMessage(message: string): Omit<Mail, 'to'> {
  const words = readField(message.split('\r\n\r\n')[0]!, 'subject').replaceAll(/\?=\s+=\?/g, '?==?')
  const subject = words.replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, encoded: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(encoded, 'base64').toString('utf8')
      : readQuoted(encoded.replaceAll('_', ' '))
  )
  return { subject, text: readText(message).replaceAll('\r\n', '\n') }
}

function readQuoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
