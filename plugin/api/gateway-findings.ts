import type { Registration } from '../../adapters/contract.ts'
import type { GatewayBody, PlatformBody } from '../store/records/bodies.ts'
import { mayBegin } from '../store/records/platforms/platforms.ts'

type Wish = Pick<GatewayBody, 'mode'>

const fixes = {
  'gateway-needs-mail':
    'The gateway defers, and no mail is set up: nobody would be sent the link by which they say that it is them. Set LETHE_MAIL_URL and LETHE_MAIL_FROM, or use the mode forward.',
  'gateway-cannot-begin':
    'The gateway defers, and the platform lets Lethe begin no deletion: switch that on, or use the mode forward.'
}

/** Why nobody would keep what the platform's page says in this mode; null when somebody would. */
export const findBrokenPromise = (
  { mode }: Wish,
  platform: Pick<PlatformBody, 'registration'>,
  hasMail: boolean
): keyof typeof fixes | null => {
  if (mode !== 'defer') return null
  if (!hasMail) return 'gateway-needs-mail'
  return mayBegin(platform) ? null : 'gateway-cannot-begin'
}

/** A registration with what is wrong between it and the route: said, because it stops nothing else. */
export const withGateway = (
  registration: Registration,
  gateway: Wish | null | undefined,
  hasMail: boolean
): Registration => {
  const code = gateway == null ? null : findBrokenPromise(gateway, { registration }, hasMail)
  if (code === null) return registration
  return { ...registration, problems: [...registration.problems, { code, fix: fixes[code], stops: 'nothing' }] }
}
