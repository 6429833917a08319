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
  )
}
