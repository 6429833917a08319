import type { SendMailOptions } from 'nodemailer'
import type { Clock } from '../../clock.ts'
import { Undelivered } from '../../erasure/undelivered.ts'
import type { Lanes } from '../lanes.ts'

/** One message may take this long in all, from connecting to the server's last word. */
const patienceMs = 10_000

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host)

/**
 * How the server is spoken to. `smtps://` is encrypted from the first byte. `smtp://` demands STARTTLS, so that nobody
 * on the way can talk it away, unless the server is on this machine or the address says `?requireTLS=false`.
 */
export const transportOptions = (url: string) => {
  const { hostname, searchParams, protocol } = new URL(url)
  const isSaid = searchParams.has('requireTLS') || searchParams.has('ignoreTLS')
  return {
    url,
    ...(protocol === 'smtp:' && !isSaid && !isLoopback(hostname) ? { requireTLS: true } : {}),
    connectionTimeout: patienceMs / 2,
    greetingTimeout: patienceMs / 2,
    dnsTimeout: patienceMs / 2,
    socketTimeout: patienceMs
  }
}

/**
 * What a failure says: the server has a word for the message (RFC 5321, 4.2.1), speaks of us or of its own rules
 * (RFC 3463, 5.7), or was not heard at all. Only the first ends the tries.
 */
const readFailure = (error: unknown): Undelivered => {
  const { code, responseCode, command, response } = error as Readonly<Record<string, unknown>>
  if (code === 'EAUTH') return new Undelivered('mail-sign-in-refused')
  if (code === 'ETLS') return new Undelivered('mail-not-encrypted')
  if (typeof responseCode !== 'number' || responseCode < 400)
    return code === 'EENVELOPE'
      ? new Undelivered('mail-address-invalid', { isFinal: true })
      : new Undelivered('mail-server-unreachable')
  const isOfMessage = command === 'RCPT TO' || command === 'DATA'
  if (!isOfMessage || responseCode === 421) return new Undelivered('mail-server-refuses')
  const isRule = /^5\d\d[ -]5\.7\./.test(String(response))
  return responseCode >= 500 && !isRule
    ? new Undelivered('mail-refused', { isFinal: true })
    : new Undelivered('mail-deferred')
}

const ofServer: readonly string[] = [
  'mail-sign-in-refused',
  'mail-not-encrypted',
  'mail-server-unreachable',
  'mail-server-refuses'
]

/** The mail server, and what it takes. */
export interface Postbox {
  /** Resolves when the server took it. Throws `Undelivered`. */
  post(mail: SendMailOptions): Promise<void>
  /** Whether the server lets us in (EHLO, STARTTLS, sign-in) and takes this sender: null, or the code of what it refuses. */
  tryOut(from: string): Promise<string | null>
  close(): void
}

/** Opens the way to the mail server. */
export const openPostbox = (
  url: string,
  { clock, lanes }: { readonly clock: Clock; readonly lanes: Lanes }
): Postbox => {
  // Only where mail is sent: the library takes 8 MB.
  const transport = import('nodemailer').then(({ createTransport }) => createTransport(transportOptions(url)))
  /** Breaks off what takes too long: the message may arrive all the same, and a second time under the same id. */
  const within = async <Answer>(work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> => {
    const over = new AbortController()
    const done = new AbortController()
    const late = clock.sleep(patienceMs, done.signal).then(
      () => over.abort(),
      () => {}
    )
    try {
      return await work(over.signal)
    } finally {
      done.abort()
      await late
    }
  }
  return {
    async post(mail) {
      const passage = lanes.enter('mail')
      try {
        await within(async signal => (await transport).sendMail({ ...mail, signal }))
        passage.arrived()
      } catch (error) {
        const failure = readFailure(error)
        passage[ofServer.includes(failure.code) ? 'failed' : 'arrived']()
        throw failure
      }
    },
    tryOut: from =>
      within(async () => (await import('./ask-server.ts')).askServer(transportOptions(url), from)).then(
        () => null,
        error => readFailure(error).code
      ),
    close: () => void transport.then(open => open.close())
  }
}
