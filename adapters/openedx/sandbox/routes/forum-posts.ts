import type { Route, StandAnswer } from '../../../sandbox/stand.ts'
import { type Context, guard, hasRight } from '../caller.ts'
import { byUsername, type World } from '../world.ts'
import { noSuchRoute } from './start.ts'

/** Posts of one learner in one course (3.10): for staff and the course's team. */
export function forumPostRoutes(context: Context): Route[] {
  const { world } = context
  return [
    {
      name: 'listForumPosts',
      method: 'GET',
      path: '/api/discussion/v1/courses/:course/learner/',
      handle: guard(context, { right: 'signed-in' }, ({ params, query }, caller) => {
        if (!world.settings.forum) return noSuchRoute()
        const team = world.courses.get(params.course!)?.team
        if (!hasRight(world, caller, 'staff') && !team?.has(caller.id)) return { status: 403 }
        return listPosts(world, params.course!, query.get('username') ?? '')
      })
    }
  ]
}

/** By the author's name (3.10): after a legacy forum's step it is the retired one, whom the LMS may not know yet. */
function listPosts(world: World, course: string, name: string): StandAnswer {
  // The view catches a failure of the forum, and answers with a page as there is none.
  const none = { results: [], pagination: { count: 0, num_pages: 0, next: null } }
  if (world.settings.forumService === 'down') return { status: 200, json: none }
  const people = [...world.people.values()]
  const written = people.flatMap(({ posts, enrolments }) =>
    (posts ?? []).filter(({ author }) => author === name && enrolments[0]?.course === course)
  )
  if (written.length === 0 && byUsername(world, name) === undefined)
    return { status: 404, json: { detail: 'Not found.' } }
  const results = written.map(({ author, body }) => ({ author, raw_body: body, course_id: course }))
  return { status: 200, json: { results, pagination: { count: results.length, num_pages: 1, next: null } } }
}
