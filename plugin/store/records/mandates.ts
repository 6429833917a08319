import type { components } from '../../../openapi/types/lethe.ts'
import type { Mandate, MandateDetails } from '../../erasure/demand/demand.ts'
import { Problem } from '../../errors.ts'
import { readInstantOrNull } from '../../instant.ts'

type Given = components['schemas']['Mandate']

/** What rests on a file or a rule names it; a person's own consent may have no number. */
const needsReference = (kind: Mandate['kind']): boolean => kind !== 'consent-to-act'

/** What a mandate says in plain, and what of it is sealed. */
export interface ReadMandate {
  readonly mandate: Mandate
  readonly details: MandateDetails
}

/**
 * A mandate as somebody gave it, whole or not at all. Throws `mandate-without-who`, `mandate-without-how`,
 * `mandate-without-date`, `mandate-without-reference`: one code for each thing that is missing.
 */
export const readMandate = ({ kind, who, how, reference, obtainedOn, expiresAt, cannotAsk }: Given): ReadMandate => {
  if (who === undefined) throw new Problem('mandate-without-who')
  if (how === undefined) throw new Problem('mandate-without-how')
  if (obtainedOn === undefined) throw new Problem('mandate-without-date')
  if (reference === undefined && needsReference(kind)) throw new Problem('mandate-without-reference')
  return {
    mandate: {
      kind,
      expiresAt: readInstantOrNull(expiresAt),
      ...(cannotAsk === undefined ? {} : { cannotAsk: true })
    },
    details: { who, how, reference: reference ?? null, obtainedOn, cannotAsk: cannotAsk ?? null }
  }
}
