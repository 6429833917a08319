import { kind } from './kind.ts'

/** Refusals of what a source sends by SCIM, of wishes about sources, and of lists that would delete too much at once. */
export const sourceProblems = {
  'source-live': kind(409, 'The source is live already', 'Look at what it keeps back: `lethe source brake`.'),
  'list-empty': kind(
    409,
    'The list is empty where there was something before',
    'A broken export looks like this. If it is meant, say so: `isMeant` in the API, `--meant` on the command line.'
  ),
  'list-too-large': kind(
    409,
    'The list names too large a share of all accounts',
    'A broken export looks like this. If it is meant, say so: `isMeant` in the API, `--meant` on the command line.'
  ),
  'scim-needs-one-platform': kind(
    422,
    'A source that speaks SCIM speaks of one platform',
    'Add one source for each platform: the addresses of its users are those of one platform.'
  ),
  'scim-token-refused': kind(
    401,
    'No such source, or the token is not its own',
    'Send the bearer token of this source; `lethe source rotate` makes a new one.'
  ),
  'scim-user-unknown': kind(404, 'No such user', 'Look for the user again by name: ids are those that we answered.'),
  'scim-filter-unsupported': kind(
    400,
    'Only a filter by one name is answered',
    'Send a filter such as userName eq "…"; userName, externalId, emails.value and id can be asked for.'
  ),
  'scim-value-wrong': kind(
    400,
    'Of a user only `active` can be changed',
    'Send a replacement of `active` by true or false; switch off the provisioning of anything else.'
  ),
  'scim-not-there': kind(
    501,
    'Lethe makes and changes no users',
    'Let the identity manager look users up, deactivate and delete them; switch off everything else.'
  ),
  'not-braked': kind(409, 'The brake keeps nothing of this back', 'Look at how far it is.'),
  'hour-not-yet': kind(409, 'This hour has not begun', 'Look first at what was kept back, then release its hour.'),
  'digest-outdated': kind(
    409,
    'This is not the digest of the selection',
    'Read its consequences again and repeat the digest that stands with them.'
  ),
  'selection-started': kind(409, 'The selection was confirmed already', 'Look at how far it is.'),
  'lifecycle-not-set': kind(409, 'The lifecycle of this platform is off', 'Set it first: `lethe lifecycle set`.'),
  'lifecycle-not-there': kind(
    422,
    'This platform does not say which accounts are deactivated or expire',
    'Give a list of keys instead: `lethe select make`.'
  ),
  'search-not-there': kind(422, 'This platform cannot be searched in this way', 'Search by login, or by e-mail.'),
  'daily-cap-reached': kind(
    429,
    'The source has sent as much as it may today',
    'Send again after Retry-After with the same id, or let an administrator add the source with a higher cap.'
  )
}
