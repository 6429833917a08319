import { Problem, type ProblemCode, problems } from '../../errors.ts'
import { type Handler, ok } from '../call.ts'
import type { ApiParts } from '../parts.ts'

const explain = (code: ProblemCode) => ({ type: `/problems/${code}`, code, ...problems[code] })
const isCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code)

/** Operations for everybody: whether it is up, and what refusals mean. */
export const healthHandlers = ({ readiness, version, clock, metrics }: ApiParts) =>
  ({
    showLive: async () => ok({ live: true }),

    showReady: async () => {
      const because = readiness()
      return { status: because.length === 0 ? 200 : 503, body: { ready: because.length === 0, because } }
    },

    showMetrics: async () => ({ status: 200, body: await metrics.draw(), type: metrics.contentType }),

    showVersion: async () => ok({ name: 'lethe', version, now: clock.now().toISOString() }),

    listProblems: async () => ok((Object.keys(problems) as ProblemCode[]).map(explain)),

    showProblem: async ({ params }) => {
      const code = params.code!
      if (!isCode(code)) throw new Problem('problem-unknown')
      return ok(explain(code))
    }
  }) satisfies Record<string, Handler>
