import { operations } from '../../openapi/types/openedx-operations.ts'
import type { HttpAnswer, HttpCall, Operation, Spool, Surroundings } from '../contract.ts'
import { refuse } from './answers.ts'
import type { OpenEdxOptions } from './options.ts'
import { createTokenKeeper } from './token.ts'

type Call = Omit<HttpCall, 'headers'>

/** What every part of the adapter works with. */
export interface Connection {
  readonly options: OpenEdxOptions
  /** What is kept for this site beside the platform. */
  readonly spool: Spool
  now(): Date
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Calls the LMS or Studio, signed as the service account. */
  call(operation: Operation, call: Call): Promise<HttpAnswer>
  /** Whether an operation can be called at all: another service's only where its address is configured. */
  reaches(operation: Operation): boolean
  close(): void
}

/** What other services answer, and what is said where their address is not set. */
const elsewhere: Readonly<
  Record<string, { readonly option: 'studioUrl' | 'credentialsUrl' | 'licenceManagerUrl'; readonly code: string }>
> = {
  [operations.readCourseTeam.id]: { option: 'studioUrl', code: 'studio-not-configured' },
  [operations.probeCredentials.id]: { option: 'credentialsUrl', code: 'credentials-not-configured' },
  [operations.replaceCredentialsUsernames.id]: { option: 'credentialsUrl', code: 'credentials-not-configured' },
  [operations.retireLicences.id]: { option: 'licenceManagerUrl', code: 'licence-manager-not-configured' }
}

/** Opens a connection; nothing is sent before the first call. */
export function openConnection(options: OpenEdxOptions, surroundings: Surroundings): Connection {
  const tokens = createTokenKeeper(options, surroundings)
  let isClosed = false

  const baseOf = (operation: Operation) => {
    const other = elsewhere[operation.id]
    return options[other?.option ?? 'baseUrl']
  }

  async function send(base: string, operation: Operation, call: Call): Promise<{ token: string; answer: HttpAnswer }> {
    const token = await tokens.get(call.signal)
    const headers = { authorization: `JWT ${token}` }
    return { token, answer: await surroundings.http.call(base, operation, { ...call, headers }) }
  }

  return {
    options,
    spool: surroundings.spool,
    now: () => surroundings.now(),
    sleep: (ms, signal) => surroundings.sleep(ms, signal),
    async call(operation, call) {
      if (isClosed) throw refuse('connection-closed', operation)
      const base = baseOf(operation)
      if (base === undefined) throw refuse(elsewhere[operation.id]!.code, operation)
      const { token, answer } = await send(base, operation, call)
      if (answer.status !== 401) return answer
      // Signing in stands before any work, so a call that was answered 401 may be repeated whatever it does.
      tokens.drop(token)
      return (await send(base, operation, call)).answer
    },
    reaches: operation => baseOf(operation) !== undefined,
    close() {
      isClosed = true
      tokens.close()
    }
  }
}
