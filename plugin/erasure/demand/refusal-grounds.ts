import type { Ground } from './demand.ts'

const ground = (article: string, letter: string | null = null): Ground => ({ article, letter })

/** The right is the data subject's own: whoever is not them, or is not known to speak for them, has none. */
const notTheirs = ground('17(1)')
/** Doubt about who asks, which the controller may have cleared up first. */
const doubt = ground('12(6)')
/** The controller cannot tell whose data is meant. */
const unidentified = ground('12(2)')

/**
 * On which article of Regulation (EU) 2016/679 a refusal rests that Lethe itself makes at the end of the period, by the
 * code of what still stopped the demand.
 */
export const refusalGrounds: Readonly<Record<string, Ground>> = {
  'subject-not-found': unidentified,
  'subject-ambiguous': unidentified,
  'identity-not-proven': doubt,
  'identity-denied': doubt,
  'mandate-missing': doubt,
  'mandate-expired': doubt,
  'invitation-not-sent': doubt,
  'invitation-running': doubt,
  'subject-objected': notTheirs,
  'objection-undecided': notTheirs,
  'legal-hold': ground('17(3)', 'e'),
  'legal-hold-on-course': ground('17(3)', 'e'),
  'legal-hold-on-invoices': ground('17(3)', 'b'),
  'legal-hold-on-category': ground('17(3)', 'e'),
  /** Refusals of officers from before a ground was asked for. */
  'refused-by-officer': ground('12(5)', 'b')
}

/** The ground of a refusal by its code; doubt about who asks where none is listed. */
export const groundOfRefusal = (code: string): Ground => refusalGrounds[code] ?? doubt
