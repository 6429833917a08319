import { readFile } from 'node:fs/promises'
import { request } from 'undici'
import { CliError, exitCodeOf, exitCodes } from './exit-codes.ts'

/** The methods that our API has. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A client of our own API, as the named person whose token it holds. */
export interface Client {
  /** The answer's JSON. Throws `CliError` with the problem's code. */
  call<Answer>(method: Method, path: string, body?: unknown): Promise<Answer>
  /** The answer as it came, byte for byte. */
  text(method: Method, path: string, body?: unknown, accept?: string): Promise<string>
}

interface Refusal {
  readonly code?: string
  readonly title?: string
  readonly detail?: string
  readonly faults?: readonly { at: string; because: string }[]
  /** By which the log of the sidecar names the call. */
  readonly instance?: string
}

const timeoutMs = 60_000

/** The token in a file; null when there is no file. Never given as an argument, never shown. */
export const readToken = async (file: string): Promise<string | null> => {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch {
    return null
  }
}

const notOurs = (url: string, status: number): CliError =>
  new CliError(
    exitCodes.unreachable,
    'not-our-api',
    `${new URL(url).origin} answered ${status}, and not as Lethe does: correct LETHE_URL, or see what stands before Lethe`
  )

const refusalOf = (url: string, status: number, text: string): CliError => {
  let said: Refusal = {}
  try {
    said = JSON.parse(text) as Refusal
  } catch {
    // Not our API, or something before it.
  }
  if (typeof said?.code !== 'string' || said.title === undefined) return notOurs(url, status)
  const call = said.instance?.replace(/^urn:uuid:/, '') ?? null
  return new CliError(exitCodeOf(status), said.code, `${said.title}. ${said.detail ?? ''}`.trim(), said.faults, call)
}

/** Sends one call and answers with status and text. Throws `unreachable`. */
export const send = async (
  url: string,
  { method, headers, body }: { method: Method; headers: Record<string, string>; body?: Buffer | string }
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }> => {
  try {
    const answer = await request(url, {
      method,
      headers,
      body: body ?? null,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs
    })
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() }
  } catch {
    throw new CliError(
      exitCodes.unreachable,
      'unreachable',
      `nothing answers at ${new URL(url).origin}: is it started? (lethe start)`
    )
  }
}

/** A client for an address and a token file. */
export const createClient = ({ url, tokenFile }: { url: string; tokenFile: string }): Client => {
  const exchange = async (
    method: Method,
    path: string,
    body?: unknown,
    accept = 'application/json'
  ): Promise<string> => {
    const token = await readToken(tokenFile)
    const answer = await send(new URL(path, url).href, {
      method,
      headers: {
        accept,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' })
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    if (answer.status === 401 && token === null)
      throw new CliError(
        exitCodes.notAllowed,
        'file-unreadable',
        `cannot read the token file ${tokenFile}: give --token-file, or set LETHE_TOKEN_FILE`
      )
    if (answer.status >= 400) throw refusalOf(url, answer.status, answer.text)
    return answer.text
  }
  return {
    call: async <Answer>(method: Method, path: string, body?: unknown) => {
      const text = await exchange(method, path, body)
      try {
        return JSON.parse(text) as Answer
      } catch {
        throw notOurs(url, 200)
      }
    },
    text: exchange
  }
}
