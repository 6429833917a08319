import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import { PlatformError } from '../../../adapters/errors.ts'
import type { NotLetIn } from '../../texts/sign-in.ts'

/** Why the provider did not say who somebody is. */
export type Because = Extract<NotLetIn, 'provider-unavailable' | 'provider-refuses' | 'cancelled' | 'not-set'>

/** The provider could not be asked, or not be believed. The code is for logs and administrators; it names nobody. */
export class ProviderError extends Error {
  readonly because: Because
  readonly code: string

  constructor(because: Because, code: string, cause?: unknown) {
    super(`${because}: ${code}`, cause === undefined ? undefined : { cause })
    this.name = 'ProviderError'
    this.because = because
    this.code = code
  }
}

const causesOf = (error: unknown): readonly unknown[] =>
  error instanceof Error && error.cause !== undefined ? [error, ...causesOf(error.cause)] : [error]

const plainCode = (code: unknown): string =>
  typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? code.toLowerCase().replaceAll('_', '-') : 'not-understood'

/** What an error of the asking amounts to. Never a text of the provider, which may name somebody. */
export const becauseOf = (error: unknown): ProviderError => {
  const all = causesOf(error)
  const own = all.find(one => one instanceof ProviderError)
  if (own !== undefined) return own
  const ofDoor = all.find(one => one instanceof PlatformError)
  if (ofDoor !== undefined)
    return new ProviderError(
      ofDoor.failure === 'unavailable' ? 'provider-unavailable' : 'provider-refuses',
      ofDoor.code,
      error
    )
  if (error instanceof AuthorizationResponseError)
    return new ProviderError(
      ['access_denied', 'login_required', 'consent_required', 'interaction_required'].includes(error.error)
        ? 'cancelled'
        : 'provider-refuses',
      plainCode(error.error),
      error
    )
  if (error instanceof ResponseBodyError) return new ProviderError('provider-refuses', plainCode(error.error), error)
  return new ProviderError('provider-refuses', plainCode((error as { code?: unknown }).code), error)
}
