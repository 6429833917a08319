import { kind } from './kind.ts'

/** Refusals about how people sign in. */
export const signInProblems = {
  'password-wrong': kind(
    403,
    'This is not your present password',
    'Give the password that you sign in with now as `old`.'
  ),
  'password-too-obvious': kind(
    422,
    'This password is easily guessed',
    'Choose one that is neither a row of keys or figures nor made of common words and your own name; three random words will do.'
  ),
  'password-of-own-stands': kind(
    409,
    'This administrator has a password of their own',
    'They change it themselves. Who has lost theirs is shut out (`lethe person disable`) and added anew.'
  ),
  'sign-in-name-taken': kind(409, 'Somebody else signs in by this name', 'Give another with `signInName`.'),
  'identity-taken': kind(
    409,
    'The identity provider means somebody else by this subject',
    'Look at `lethe person list`: shut that person out first, if both are one.'
  ),
  'session-is-no-token': kind(
    403,
    'This needs an API token, and you act by a session',
    'Make a token with `lethe token create`, or on the page of tokens.'
  ),
  'scope-not-held': kind(
    422,
    'A token has no other roles than its person',
    'Name roles as `scopes` that the person has, or give them the role first.'
  ),
  'identity-provider-not-set': kind(404, 'No identity provider is set', 'Set one with `lethe sign-in set`.'),
  'identity-provider-refuses': kind(
    422,
    'The identity provider answered, but not as OpenID Connect asks',
    'Check the issuer, the client and the addresses that it names; the code stands in the detail.'
  ),
  'identity-provider-unavailable': kind(
    503,
    'The identity provider cannot be reached',
    'Try again later; the code of the failure stands in the detail.'
  )
}
