import { kind } from './kind.ts'

/** Refusals of calls by a route of the operator's proxy, and of wishes about such a route. */
export const routeProblems = {
  'route-path-refused': kind(
    400,
    'The path can be read in more than one way',
    'Send the plain path; servers disagree about encoded slashes, `;` and `..`.'
  ),
  'route-secret-refused': kind(
    421,
    'No route leads here with this secret',
    'Let the reverse proxy set X-Lethe-Route, once, to the secret of the route; `lethe platform gateway` makes one.'
  ),
  'route-secret-taken': kind(
    409,
    'Another platform has this route secret',
    'Give each platform a secret of its own: it alone tells whose route a call came by.'
  ),
  'route-host-refused': kind(
    421,
    'This route is of another host',
    'Let the reverse proxy keep Host; it must be that of the public address in `lethe platform gateway`.'
  ),
  'gateway-mode-wrong': kind(
    422,
    'This platform has no such mode of the gateway',
    'Look at the modes in the API document: each belongs to one kind of platform.'
  ),
  'gateway-needs-mail': kind(
    422,
    'Without mail nobody can be asked whether they mean it',
    'Set LETHE_MAIL_URL and LETHE_MAIL_FROM before the mode `defer`, or use `forward`, where the platform takes the password.'
  ),
  'gateway-cannot-begin': kind(
    422,
    'The platform lets Lethe begin no deletion',
    'Mend what `lethe platform check` names (`start-switched-off`) before the mode `defer`, or use `forward`.'
  )
}
