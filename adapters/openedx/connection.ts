import { operations } from '../../openapi/types/openedx-operations.ts'
import type { HttpAnswer, HttpCall, Operation, Surroundings } from '../contract.ts'
import { refuse } from './answers.ts'
import type { OpenEdxOptions } from './options.ts'
import { createTokenKeeper } from './token.ts'

type Call = Omit<HttpCall, 'headers'>

/** What every part of the adapter works with. */
export interface Connection {
  readonly options: OpenEdxOptions
  /** Ids of accounts whose retirement row this process moved: not another driver's doing. */
  readonly movedHere: Set<string>
  now(): Date
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Calls the LMS or Studio, signed as the service account. */
  call(operation: Operation, call: Call): Promise<HttpAnswer>
  /** Whether an operation can be called at all: Studio's only where Studio is configured. */
  reaches(operation: Operation): boolean
  close(): void
}

/** Opens a connection; nothing is sent before the first call. */
export function openConnection(options: OpenEdxOptions, surroundings: Surroundings): Connection {
  const tokens = createTokenKeeper(options, surroundings)
  let isClosed = false

  const baseOf = (operation: Operation) =>
    operation.id === operations.readCourseTeam.id ? options.studioUrl : options.baseUrl

  async function send(base: string, operation: Operation, call: Call): Promise<{ token: string; answer: HttpAnswer }> {
    const token = await tokens.get(call.signal)
    const headers = { authorization: `JWT ${token}` }
    return { token, answer: await surroundings.http.call(base, operation, { ...call, headers }) }
  }

  return {
    options,
    movedHere: new Set(),
    now: () => surroundings.now(),
    sleep: (ms, signal) => surroundings.sleep(ms, signal),
    async call(operation, call) {
      if (isClosed) throw refuse('connection-closed', operation)
      const base = baseOf(operation)
      if (base === undefined) throw refuse('studio-not-configured', operation)
      const { token, answer } = await send(base, operation, call)
      if (answer.status !== 401) return answer
      // Signing in stands before any work, so a call that was answered 401 may be repeated whatever it does.
      tokens.drop(token)
      return (await send(base, operation, call)).answer
    },
    reaches: operation => baseOf(operation) !== undefined,
    close() {
      isClosed = true
    }
  }
}
