import { kind } from './kind.ts'

/** Refusals of a second person who is none, and of acts that would make one out of nobody. */
export const agreementProblems = {
  'approver-is-requester': kind(
    403,
    'Who asked can neither approve, waive nor release',
    'Let another person with the right do it.'
  ),
  'let-in-by-requester': kind(
    403,
    'You and whoever asked count as one: one of you let the other in',
    'Let somebody else vouch for whoever was let in (`lethe person vouch`), or let another person do it.'
  ),
  'approver-is-subject': kind(403, 'This is about an account of your own', 'Let another person with the right do it.'),
  'machine-may-not-approve': kind(
    403,
    'A system agrees to nothing, and lets nobody in',
    'Use a token that was made for a person (`lethe token create` without --machine).'
  ),
  'token-made-by-another': kind(
    403,
    'Somebody else made this token and has had it in hand',
    'Change it for one of your own: `lethe token exchange`.'
  ),
  'person-not-linked': kind(
    403,
    'Nobody has said which account on this platform is yours, or that you have none',
    'Let an administrator say it: `lethe person link PERSON --account PLATFORM=ID`, or `--without PLATFORM`.'
  ),
  'subject-not-known-yet': kind(
    409,
    'Whose account this is has not been found out yet, so nobody can tell whether it is yours',
    'Wait until the request was checked and its subject was found.'
  ),
  'vouching-for-oneself': kind(
    403,
    'You count as one with this person, or with whoever let them in',
    'Let somebody vouch whom neither of the two let in, or let people count beside whoever let them in: Organisation and agreement, or `lethe controller set`.'
  ),
  'own-link-stays': kind(
    403,
    'You cannot take away or change a link to an account of your own',
    'Let another administrator do it; adding one is allowed.'
  ),
  'own-roles-stay': kind(
    403,
    'You cannot give yourself further roles',
    'Let another administrator do it (`lethe person roles`); fewer roles are allowed.'
  ),
  'account-linked-already': kind(
    409,
    'Another person is linked to this account',
    'An account is one human being: shut the other person out first (`lethe person disable`), or unlink them.'
  ),
  'token-of-own-lives': kind(
    409,
    'This person has a token of their own',
    'Use that one; one that is lost is revoked first (`lethe token revoke`), which stays on record.'
  ),
  'privacy-officer-needed': kind(
    403,
    'This plan needs a privacy officer among those who approve',
    'Let a privacy officer approve: it is about privileged roles, or about many objects that only this person owns.'
  ),
  'policy-lets-own-request-pass': kind(
    403,
    'This could let a request of your own pass',
    'Let another administrator do it, or wait until your requests on this platform have ended.'
  ),
  'agreement-not-knowing': kind(
    409,
    'This asks for less agreement than before',
    'Say `knowingly`, if one person shall do here what two should: it stays on record who said so and when.'
  ),
  'brake-agreed': kind(409, 'You have agreed to this already', 'Let another person agree.')
}
