import { kind } from './kind.ts'

/** What is no fault of the caller: something broke, or cannot be reached now. */
export const faultProblems = {
  'answer-out-of-contract': kind(
    500,
    'The answer would have broken the API document',
    'This is a fault of Lethe: report the `instance`.'
  ),
  'document-damaged': kind(
    500,
    'The stored document is damaged and lies aside',
    'Put it back from a backup and restart; `lethe doctor` names the file.'
  ),
  'vault-unreadable': kind(
    500,
    'What is sealed cannot be opened',
    'A key is missing or another one: put the keys folder of this data back and restart.'
  ),
  internal: kind(500, 'Something broke', 'This is a fault of Lethe: report the `instance`; the log has its code.'),
  'platform-unavailable': kind(
    503,
    'The platform cannot be reached',
    'Try again later; the code of the failure stands in the detail.'
  ),
  'store-read-only': kind(
    503,
    'Nothing can be stored',
    'The disk refused a write: make room or mend it. Lethe goes on by itself; after a minute without, restart it. Reads go on.'
  ),
  'store-unreachable': kind(
    503,
    'The database does not answer',
    'Try again later: whether what was asked for is stored is not known; read it first.'
  ),
  'store-newer': kind(
    503,
    'The stored data is of a later release',
    'Start the release that wrote it, or restore a backup from before.'
  ),
  'under-pressure': kind(503, 'Too much at once', 'Try again after Retry-After.'),
  'shutting-down': kind(503, 'The sidecar is shutting down', 'Try again when it is back.')
} as const
