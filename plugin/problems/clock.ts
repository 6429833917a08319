import { kind } from './kind.ts'

/** Refusals about the legal clock. */
export const clockProblems = {
  'region-unknown': kind(
    422,
    'No public holidays are known of this region',
    'Name a country of ISO 3166-1 (`DE`) or a state of it (`DE-BY`, `CH-ZH`); an unknown one would forget holidays.'
  ),
  'time-zone-unknown': kind(
    422,
    'There is no such time zone',
    'Name a zone of the IANA data base, such as `Europe/Berlin`.'
  ),
  'extension-too-late': kind(
    409,
    'The first month is over',
    'Answer the request: a longer period must be told inside the first month (Article 12(3) GDPR).'
  ),
  'extended-already': kind(
    409,
    'The period was made longer already',
    'Answer the request: two further months are the most, and once.'
  ),
  'subject-cannot-be-told': kind(
    409,
    'Lethe has no way to tell the subject',
    'Tell them otherwise, then say so with `toldOtherwise`; without notice the longer period does not hold.'
  ),
  'identity-not-in-doubt': kind(
    409,
    'It is not in doubt who asks',
    'The clock stands still only for a demand of the subject that nobody has proven (Article 12(6) GDPR); anything else that is missing lets it run.'
  ),
  'suspended-already': kind(409, 'The clock stands still already', 'See the request for since when and who said so.'),
  'clock-runs': kind(409, 'The clock is not suspended', 'There is nothing to lift.'),
  'period-over': kind(
    409,
    'The legal period is over',
    'Answer the request; a clock that has run out cannot be stopped.'
  ),
  'receipt-not-in-question': kind(
    409,
    'The clock runs from the time that the sender said',
    'Only a time more than thirty days before ours waits for an agreement; the request shows which demand has one.'
  )
} as const
