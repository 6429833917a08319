import { kind } from './kind.ts'

/** Refusals because something is not in a state for it. */
export const stateProblems = {
  'changed-meanwhile': kind(409, 'Somebody else changed it meanwhile', 'Read it again and decide again.'),
  'base-url-taken': kind(
    409,
    'This platform is registered already',
    'Use the platform that exists, or remove it first.'
  ),
  'platform-name-taken': kind(
    409,
    'Another platform has this name',
    'Choose another name: deliveries may name platforms by it.'
  ),
  'platform-address-fixed': kind(
    409,
    'The address of a platform stays',
    'Another address is another platform: register it, and remove this one when its requests have ended.'
  ),
  'another-driver': kind(
    409,
    'Somebody else carries deletions on there',
    'Switch the other driver off (its cron job or plugin), then `lethe platform check`, and look again.'
  ),
  'platform-in-use': kind(409, 'The platform has open requests or holds', 'End them first, or pause the platform.'),
  'state-forbids': kind(
    409,
    'The request is not in a state for this',
    'Look at its state; some moves are for stalled, some for waiting requests only.'
  ),
  'fingerprint-outdated': kind(
    409,
    'The plan is not the one that you approve',
    'Look at the plan again and approve its present fingerprint.'
  ),
  'waiver-forbidden': kind(
    409,
    'Policy does not let this question be waived',
    'Meet it, or set `waivable` in the policy of the platform.'
  ),
  'certificate-not-yet': kind(409, 'The request has not ended, so nothing can be certified', 'Wait for its end.'),
  'evidence-altered': kind(
    409,
    'The chain of the request is not the one that was anchored, so nothing is certified',
    'Run `lethe evidence check`, stop Lethe, put the document back from a backup, and start it.'
  ),
  'key-in-use': kind(409, 'The key of the present month cannot be retired', 'Retire it in a later month.'),
  'notes-not-folded': kind(
    409,
    'Notes that wait at a request lie under this key, and would be lost',
    'Nothing was retired. See with `lethe doctor` why the request is not carried on, then try again.'
  ),
  'options-invalid': kind(422, 'The options are not those of this kind of platform', 'Mend what `faults` names.'),
  'platform-refuses': kind(
    422,
    'The platform answered, but not as this kind of platform does',
    'Check address, credentials and rights; the code of the platform stands in the detail.'
  )
} as const
