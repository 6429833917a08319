import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { PlatformCrash, rename } from '../retirement.ts'
import { byUsername, type World } from '../world.ts'
import { bodyOf } from './body.ts'

/**
 * Services beside the LMS (3.9), below a prefix of their own: `/credentials` and `/licence-manager` behind the sandbox's
 * address are their base addresses. With them the rename calls of the LMS itself (3.6), which take the same body.
 */
export function serviceRoutes(context: Context): Route[] {
  const { world, journal } = context
  const rename = (name: string, path: string, replace: (old: string, to: string) => void): Route => ({
    name,
    method: 'POST',
    path,
    handle: guard(context, { accepts: ['jwt'], right: 'replace' }, request => replaceAll(request, replace))
  })
  return [
    {
      name: 'probeCredentials',
      method: 'GET',
      path: '/credentials/api/v2/replace_usernames/',
      handle: guard(context, { accepts: ['jwt'], right: 'replace' }, () => ({
        status: 405,
        json: { detail: 'Method "GET" not allowed.' }
      }))
    },
    rename('replaceCredentialsUsernames', '/credentials/api/v2/replace_usernames/', (old, to) => {
      const person = [...world.people.values()].find(({ credentials }) => credentials?.username === old)
      if (person === undefined) return
      person.credentials = { username: to, name: world.settings.credentialsBlanksNames ? '' : person.credentials!.name }
      journal.add('credentials-renamed', String(person.id))
    }),
    rename('replace_usernames', '/api/user/v1/accounts/replace_usernames/', (old, to) => renameAccount(world, old, to)),
    rename('replace_usernames_forum', '/api/discussion/v1/accounts/replace_usernames/', (old, to) => {
      for (const { posts } of world.people.values()) {
        for (const post of posts ?? []) if (post.author === old) post.author = to
      }
    }),
    {
      name: 'probeCredentials',
      method: 'GET',
      path: '/credentials/api/v2/replace_usernames/',
      handle: guard(context, { accepts: ['jwt'], right: 'replace' }, () => ({
        status: 405,
        json: { detail: 'Method "GET" not allowed.' }
      }))
    },
    {
      name: 'retireLicences',
      method: 'POST',
      path: '/licence-manager/api/v1/retire_user',
      person: request => String(bodyOf(request).lms_user_id ?? '') || null,
      handle: guard(context, { accepts: ['jwt'], right: 'ret' }, request => retireLicences(context, request))
    }
  ]
}

/** 200 even if every item failed; a name that nobody has is replaced all the same. */
function replaceAll(request: StandRequest, replace: (old: string, to: string) => void): StandAnswer {
  const mappings = bodyOf(request).username_mappings
  if (!Array.isArray(mappings)) return { status: 400, json: 'username_mappings must be a list' }
  const done: unknown[] = []
  const failed: unknown[] = []
  for (const mapping of mappings) {
    const [pair] = Object.entries(mapping ?? {})
    try {
      if (pair === undefined || typeof pair[1] !== 'string') throw new PlatformCrash('not a pair')
      replace(pair[0], pair[1])
      done.push(mapping)
    } catch (error) {
      if (!(error instanceof PlatformCrash)) throw error
      failed.push(mapping)
    }
  }
  return { status: 200, json: { successful_replacements: done, failed_replacements: failed } }
}

function renameAccount(world: World, old: string, to: string): void {
  const person = byUsername(world, old)
  if (person !== undefined) rename(world, person, { username: to })
}

/** 404 although the licences were scrubbed, when the service has no user of that name (3.9). */
function retireLicences({ world, journal }: Context, request: StandRequest): StandAnswer {
  const { lms_user_id: id, original_username: name } = bodyOf(request)
  if (id === undefined || name === undefined) return { status: 400, json: 'A field is missing.' }
  const person = world.people.get(Number(id))
  if (person === undefined) return { status: 404 }
  journal.add('licences-retired', String(person.id), { licences: person.licences })
  person.licences = 0
  if (!person.hasLicenceUser) return { status: 404, json: `No user ${name}.` }
  person.hasLicenceUser = false
  return { status: 204 }
}
