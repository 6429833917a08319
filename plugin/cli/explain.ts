import { ConfigError } from '../config.ts'
import { CliError, exitCodes } from './exit-codes.ts'

/** What the system says when it does not let us listen: https://nodejs.org/api/errors.html#common-system-errors */
const listening: Readonly<Record<string, readonly [code: string, message: string]>> = {
  EADDRINUSE: [
    'port-taken',
    'something else listens there already: stop it, or set LETHE_PORT, or LETHE_GATEWAY_PORT, to another port (0 takes a free one)'
  ],
  EACCES: [
    'port-not-allowed',
    'this user may not listen on that port: set LETHE_PORT and LETHE_GATEWAY_PORT to one above 1023'
  ],
  EADDRNOTAVAIL: ['host-not-here', 'this machine has no such address: set LETHE_HOST to one of its own'],
  ENOTFOUND: ['host-not-here', 'this name has no address: set LETHE_HOST to an address of this machine']
}

interface SystemError {
  readonly code?: unknown
  readonly path?: string
  readonly syscall?: string
  readonly address?: string
  readonly hostname?: string
  readonly port?: number
}

const explainListening = ({ code, syscall, address, hostname, port }: SystemError): CliError | null => {
  const isAboutListening = syscall === 'listen' || syscall === 'getaddrinfo'
  const known = isAboutListening ? listening[String(code)] : undefined
  if (known === undefined) return null
  const where = [address ?? hostname, port].filter(Boolean).join(':')
  return new CliError(exitCodes.refused, known[0], `${where}: ${known[1]}`)
}

/** What the system says when it does not let us make or write something. */
const refusing: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR']

const tellPath = ({ code, syscall, path }: SystemError): string | null =>
  path === undefined || syscall === undefined || !refusing.includes(code)
    ? null
    : `${path}: the system refuses ${syscall} there (${code}). Let the user of the sidecar write there, or name another folder: LETHE_DATA, LETHE_KEYS, LETHE_ENDED_IDS, LETHE_TOKEN_FILE`

const explainPath = (said: SystemError): CliError | null => {
  const told = tellPath(said)
  return told === null ? null : new CliError(exitCodes.refused, 'path-refused', told)
}

/** Any error as a person reads it. A code stands once, behind the message. */
export const explain = (error: unknown): CliError => {
  if (error instanceof CliError) return error
  if (error instanceof ConfigError) return new CliError(exitCodes.usage, error.code, error.message)
  const said = error as SystemError
  const message = error instanceof Error ? error.message : String(error)
  const code = typeof said.code === 'string' ? said.code : 'failed'
  const plainly = message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message
  const cause = error instanceof Error && code === 'write-failed' ? tellPath((error.cause ?? {}) as SystemError) : null
  return (
    explainListening(said) ??
    explainPath(said) ??
    new CliError(exitCodes.refused, code, cause === null ? plainly : `${plainly}. ${cause}`)
  )
}
