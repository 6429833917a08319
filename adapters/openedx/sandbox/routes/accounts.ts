import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, everySign, guard, hasRight } from '../caller.ts'
import { byEmail, byUsername, type Person, type World } from '../world.ts'
import { bodyOf } from './body.ts'

const path = '/api/user/v1/accounts'

/** Looking accounts up (3.8). None of these paths ends in a slash. */
export function accountRoutes(context: Context): Route[] {
  return [
    {
      name: 'listAccounts',
      method: 'GET',
      path,
      handle: guard(context, { accepts: everySign, allowsInactive: true, right: 'signed-in' }, (request, caller) =>
        list(context.world, request, caller)
      )
    },
    {
      name: 'searchEmails',
      method: 'POST',
      path: `${path}/search_emails`,
      handle: guard(context, { right: 'staff', refusal: { status: 404 } }, request => {
        const emails = bodyOf(request).emails
        if (!Array.isArray(emails)) return { status: 400, json: 'emails' }
        const found = emails.flatMap(email => byEmail(context.world, String(email)) ?? [])
        return { status: 200, json: found.map(({ email, id, username }) => ({ email, id, username })) }
      })
    },
    {
      name: 'readAccount',
      method: 'GET',
      path: `${path}/:username`,
      handle: guard(context, { accepts: everySign, allowsInactive: true, right: 'signed-in' }, ({ params }, caller) => {
        const person = byUsername(context.world, params.username!)
        return person === undefined ? { status: 404 } : { status: 200, json: show(context.world, person, caller) }
      })
    }
  ]
}

function list(world: World, { query }: StandRequest, caller: Person): StandAnswer {
  const names = query.get('username')
  if (names !== null) {
    const people = names.split(',').flatMap(name => byUsername(world, name) ?? [])
    return answer(world, people, caller)
  }
  if (!hasRight(world, caller, 'staff')) return { status: 403, json: { detail: 'Staff only.' } }
  const id = query.get('lms_user_id')
  if (id !== null) {
    if (!/^\d+$/.test(id)) return { status: 400 }
    const person = world.people.get(Number(id))
    return answer(world, person === undefined ? [] : [person], caller)
  }
  const email = query.get('email')
  if (email === null) return { status: 400 }
  const row = [...world.rows.values()].find(each => each.originalEmail === email)
  if (row === undefined)
    return answer(
      world,
      [byEmail(world, email)].flatMap(person => person ?? []),
      caller
    )
  // The body proves that the e-mail belonged to somebody who asked; the id only within the cool-off.
  const isFresh = world.now().getTime() - Date.parse(row.created) < world.settings.coolOffDays * 86_400_000
  return {
    status: 404,
    json: {
      error_msg: 'This email is associated to a retired account.',
      can_cancel_retirement: isFresh && row.state === 'PENDING',
      retirement_id: isFresh ? row.id : null
    }
  }
}

function answer(world: World, people: readonly Person[], caller: Person): StandAnswer {
  if (people.length === 0) return { status: 404 }
  return { status: 200, json: people.map(person => show(world, person, caller)) }
}

/** 28 fields for oneself and for staff, three for anybody else. */
function show(world: World, person: Person, caller: Person) {
  const image = {
    has_image: person.hasImage,
    image_url_full: '/static/default_500.png',
    image_url_small: '/static/default_30.png'
  }
  const open = { username: person.username, profile_image: image, account_privacy: 'private' }
  if (caller !== person && !hasRight(world, caller, 'staff')) return open
  return {
    ...open,
    bio: person.bio,
    course_certificates: null,
    country: person.country,
    date_joined: person.dateJoined,
    language_proficiencies: [{ code: person.language }],
    level_of_education: person.levelOfEducation,
    social_links: person.socialLinks,
    time_zone: null,
    name: person.name,
    email: person.email,
    id: person.id,
    verified_name: null,
    extended_profile: Object.entries(person.extendedProfile).map(([name, value]) => ({
      field_name: name,
      field_value: value
    })),
    gender: person.gender,
    state: person.state,
    goals: person.goals,
    is_active: person.isActive,
    last_login: person.lastLogin,
    mailing_address: person.mailingAddress,
    requires_parental_consent: false,
    secondary_email: person.recoveryEmail,
    secondary_email_enabled: person.recoveryEmail === null ? null : true,
    year_of_birth: person.yearOfBirth,
    phone_number: person.phoneNumber,
    pending_name_change: person.pendingName,
    ...(world.settings.showsActivationKey && { activation_key: null })
  }
}
