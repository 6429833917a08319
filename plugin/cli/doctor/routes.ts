import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { CliError } from '../exit-codes.ts'
import { type Finding, fine, stops, warns } from './finding.ts'

type Platform = components['schemas']['Platform']

interface Reached {
  readonly status: number
  readonly text: string
}

const reach = async ({ io }: Context, url: string): Promise<Reached | null> => (await io.reach?.(url)) ?? null

const answerIn = (text: string): unknown => {
  try {
    return (JSON.parse(text) as { answer?: unknown } | null)?.answer
  } catch {
    return undefined
  }
}

const ours = [
  [
    'X-Lethe-Route',
    'route-secret-wrong',
    'the header X-Lethe-Route is missing or has another secret',
    'set it as `lethe platform gateway` said, and take away any that comes in'
  ],
  [
    'host',
    'route-host-wrong',
    'another host arrives than the public one',
    'let the proxy hand Host on unchanged, or mend --public-url of `lethe platform gateway`'
  ]
] as const

/** The gateway refuses a call with 421 (RFC 9110, 15.5.20) and a sentence that says why. */
const judgeRefused = (name: string, { status, text }: Reached): Finding => {
  const known = status === 421 ? ours.find(([word]) => text.toLowerCase().includes(word.toLowerCase())) : undefined
  if (known === undefined)
    return stops(
      'route-leads-elsewhere',
      `${name}: /lethe/ does not lead here (it answers ${status})`,
      'let the proxy of the platform hand /lethe/ to the gateway port: see the guide for operators'
    )
  const [, code, what, next] = known
  return stops(code, `${name}: the route leads to a gateway, and ${what}`, next)
}

const checkRoute = async (context: Context, { id, name, gateway }: Platform): Promise<readonly Finding[]> => {
  if (gateway === null) return []
  const nonce = context.io.random.uuid()
  const reached = await reach(context, new URL(`/lethe/probe/${nonce}`, gateway.publicUrl).href)
  if (reached === null)
    return [
      warns(
        'route-not-reached',
        `${name}: ${gateway.publicUrl} cannot be reached from here`,
        'see that name, certificate and proxy are right; else run this where browsers are'
      )
    ]
  const { answer } = await context.client.call<{ answer: string }>(
    'GET',
    `/platforms/${id}/gateway/probe?nonce=${nonce}`
  )
  if (reached.status !== 200 || answerIn(reached.text) !== answer) return [judgeRefused(name, reached)]
  const own = await reach(context, gateway.publicUrl)
  if (own === null || own.status >= 500 || own.status === 421)
    return [
      stops(
        'platform-behind-route-gone',
        `${name}: the route leads here, and the platform's own pages are not reached any more (${own?.status ?? 'no answer'})`,
        'let the proxy hand to Lethe only /lethe/ and the calls that the guide for operators names'
      )
    ]
  return [fine('route-leads-here', `${name}: ${gateway.publicUrl}`)]
}

/** Whether the operator's proxy leads to this installation, and still to the platform. */
export const checkRoutes = async (context: Context, all: readonly Platform[]): Promise<readonly Finding[]> => {
  try {
    return (await Promise.all(all.map(platform => checkRoute(context, platform)))).flat()
  } catch (error) {
    if (error instanceof CliError) return [warns(error.code, 'routes', 'run this with the token of an administrator')]
    throw error
  }
}
