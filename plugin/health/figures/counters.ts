import { Counter, type Registry } from '@prometheus-io/client'

/** What stands in the evidence, as far as it is counted: codes only, by the rule of the evidence itself. */
export interface Counted {
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
  /** Id of the platform that it happened on. */
  readonly platform: string
}

const textOf = (value: unknown): string => String(value ?? '')

/** What this process has seen happen since its start. Returns what counts one happening. */
export const createCounters = (registry: Registry): ((happening: Counted) => void) => {
  const registers = [registry]
  const moves = new Counter({
    name: 'lethe_moves_total',
    help: 'Moves of requests, by the state they went to.',
    labelNames: ['to'],
    registers
  })
  const outcomes = new Counter({
    name: 'lethe_action_outcomes_total',
    help: 'Actions that ended, by platform, action and outcome.',
    labelNames: ['platform', 'action', 'is'],
    registers
  })
  const failures = new Counter({
    name: 'lethe_action_failures_total',
    help: 'Calls to platforms that failed, by platform, action, failure and code.',
    labelNames: ['platform', 'action', 'failure', 'code'],
    registers
  })
  const messages = new Counter({
    name: 'lethe_messages_total',
    help: 'Tries to send a message, by its kind and what became of it.',
    labelNames: ['kind', 'state'],
    registers
  })
  const counted: Readonly<Record<string, (happening: Counted) => void>> = {
    moved: ({ data: { to } }) => moves.inc({ to: textOf(to) }),
    outcome: ({ platform, data: { action, is } }) => outcomes.inc({ platform, action: textOf(action), is: textOf(is) }),
    failed: ({ platform, data: { action, failure, code } }) =>
      failures.inc({ platform, action: textOf(action), failure: textOf(failure), code: textOf(code) }),
    notice: ({ data: { kind, state } }) => messages.inc({ kind: textOf(kind), state: textOf(state) })
  }
  return happening => counted[happening.kind]?.(happening)
}
