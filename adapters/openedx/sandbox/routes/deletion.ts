import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, everySign, guard } from '../caller.ts'
import { setCookie } from '../cookies.ts'
import { judgePassword, type PasswordVerdict } from '../lockout.ts'
import { sendMail } from '../mail.ts'
import { requestRetirement } from '../retirement.ts'
import type { Person } from '../world.ts'
import { formOf } from './body.ts'

const path = '/api/user/v1/accounts/deactivate_logout/'

/** The learner's own request for deletion (1.1). Session and opaque token refuse inactive accounts, JWT does not look. */
export function deletionRoutes(context: Context): Route[] {
  return [
    {
      name: 'deactivate_logout',
      method: 'POST',
      path,
      handle: guard(context, { accepts: everySign, right: 'signed-in' }, (request, caller) =>
        deleteOwn(context, request, caller)
      )
    }
  ]
}

const refusals: Record<Exclude<PasswordVerdict, 'right'>, StandAnswer> = {
  locked: { status: 403, json: 'This account has been temporarily locked. Try again later.' },
  wrong: { status: 403, json: 'Email or password is incorrect.' },
  'no-field': { status: 400, json: `Could not verify user password: 'password'` },
  crashed: { status: 400, json: 'Could not verify user password: the backend did not answer' }
}

function deleteOwn(context: Context, request: StandRequest, caller: Person): StandAnswer {
  const { world, journal } = context
  const { accountDeletion, refusesWhenOff } = world.settings
  if (!accountDeletion && refusesWhenOff) return { status: 403 }
  const verdict = judgePassword(context, caller, formOf(request).get('password'))
  if (verdict !== 'right') return refusals[verdict]
  // The message goes out inside the transaction, to the original address: a mail server that is down undoes it all.
  requestRetirement(world, caller, () => sendMail(world, caller, 'deletion-requested'))
  journal.add('retirement-started', String(caller.id), { by: 'learner' })
  journal.add('mail', String(caller.id), { what: 'deletion-requested' })
  return { status: 204, headers: { 'set-cookie': [setCookie(request, 'sessionid', '')] } }
}
