import { Problem } from '../../errors.ts'
import { VaultError } from '../../vault/errors.ts'
import { type Handler, ok } from '../call.ts'
import type { ApiParts } from '../parts.ts'

/** Operations on the keys that wrap what is sealed. */
export const keyHandlers = ({ keys, clock }: ApiParts) =>
  ({
    retireKeys: async ({ params }) => {
      const at = clock.now().toISOString()
      const month = params.month!
      if (month >= at.slice(0, 7)) throw new Problem('key-in-use')
      const rewrapped = await keys.retire(month).catch(error => {
        if (error instanceof VaultError && error.code === 'vault-key-missing') throw new Problem('key-unknown')
        throw error
      })
      return ok({ month, rewrapped, at })
    }
  }) satisfies Record<string, Handler>
