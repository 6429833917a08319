import type { Route } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { byUsername } from '../world.ts'
import { noSuchRoute } from './start.ts'

/** Posts of one learner in one course (3.10): the original name is a 404 once the account has another. */
export function forumPostRoutes(context: Context): Route[] {
  const { world } = context
  return [
    {
      name: 'listForumPosts',
      method: 'GET',
      path: '/api/discussion/v1/courses/:course/learner/',
      handle: guard(context, { right: 'staff' }, ({ query }) => {
        if (!world.settings.forum) return noSuchRoute()
        const person = byUsername(world, query.get('username') ?? '')
        if (person === undefined) return { status: 404, json: { developer_message: 'Not found.' } }
        const results = (person.posts ?? []).map(({ author, body }) => ({ author, raw_body: body }))
        return { status: 200, json: { results, pagination: { next: null, count: results.length, num_pages: 1 } } }
      })
    }
  ]
}
