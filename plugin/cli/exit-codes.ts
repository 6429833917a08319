/** What the exit code of a command says. Documented in `lethe --help`. */
export const exitCodes = {
  ok: 0,
  refused: 1,
  usage: 2,
  unreachable: 3,
  notFound: 4,
  notVerified: 5,
  notAllowed: 6
} as const

/** The list that `lethe --help` ends with. */
export const exitCodesHelp = `
Exit codes:
  0  done
  1  refused or failed
  2  the command line is wrong
  3  the sidecar cannot be reached
  4  there is no such thing
  5  a certificate was not verified
  6  no valid token, or the role does not allow it
`

/** A command that could not be done. `code` is stable: a problem's code, or one of the command line's own. */
export class CliError extends Error {
  readonly exitCode: number
  readonly code: string
  readonly faults: readonly { readonly at: string; readonly because: string }[]
  /** By which the log of the sidecar names the call; null where it was not asked. */
  readonly call: string | null

  constructor(
    exitCode: number,
    code: string,
    message: string,
    faults: readonly { readonly at: string; readonly because: string }[] = [],
    call: string | null = null
  ) {
    super(message)
    this.name = 'CliError'
    this.exitCode = exitCode
    this.code = code
    this.faults = faults
    this.call = call
  }
}

const ofStatus: Readonly<Record<number, number>> = {
  401: exitCodes.notAllowed,
  403: exitCodes.notAllowed,
  404: exitCodes.notFound
}

/** The exit code that a refusal of the API ends in. */
export const exitCodeOf = (status: number): number => ofStatus[status] ?? exitCodes.refused
