import { Problem, type ProblemCode, problems } from '../../../errors.ts'
import { type Handler, ok, type Reply } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'

const explain = (code: ProblemCode) => ({ type: `/problems/${code}`, code, ...problems[code] })
const isCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code)

const isForReading = (accept: string): boolean => accept.includes('text/html')

/** A page that loads our own style sheets and nothing else. */
const page = (body: string): Reply => ({
  status: 200,
  body,
  type: 'text/html; charset=utf-8',
  headers: {
    'content-security-policy':
      "default-src 'none';style-src 'self';img-src data:;base-uri 'none';frame-ancestors 'none'",
    vary: 'accept, accept-language, cookie'
  }
})

/** Operations for everybody: whether it is up, and what refusals mean. */
export const healthHandlers = ({ readiness, version, clock, metrics, problemPages }: ApiParts) =>
  ({
    showLive: async () => ok({ live: true }),

    showReady: async () => {
      const because = await readiness()
      return { status: because.length === 0 ? 200 : 503, body: { ready: because.length === 0, because } }
    },

    showMetrics: async () => ({ status: 200, body: await metrics.draw(), type: metrics.contentType }),

    showVersion: async () => ok({ name: 'lethe', version, now: clock.now().toISOString() }),

    listProblems: async ({ accept, language }) =>
      isForReading(accept)
        ? page(problemPages.all(language))
        : ok((Object.keys(problems) as ProblemCode[]).map(explain)),

    showProblem: async ({ params, accept, language }) => {
      const code = params.code!
      if (!isCode(code)) throw new Problem('problem-unknown')
      return isForReading(accept) ? page(problemPages.one(code, language)) : ok(explain(code))
    }
  }) satisfies Record<string, Handler>
