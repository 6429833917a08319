import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Subject } from '../../contract.ts'
import { expectObject, isNoSuchRoute } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { listEnrolledCourses } from './enrolments.ts'

type PostPage = components['schemas']['ForumPostPage']

/**
 * Whether the forum has nothing of a learner: no posts in any course that the learner was ever enrolled in (fact sheet
 * 3.10). Whatever is not plainly answered counts as no, because a forum that only failed must be asked again.
 */
export async function isUnknownToForum(
  connection: Connection,
  { username }: Subject,
  signal: AbortSignal
): Promise<boolean> {
  const operation = operations.listForumPosts
  for (const course of await listEnrolledCourses(connection, username, signal)) {
    const answer = await connection.call(operation, { params: { course_id: course }, query: { username }, signal })
    if (answer.status === 404 && !isNoSuchRoute(answer)) continue
    if (answer.status !== 200) return false
    const { results, pagination } = expectObject<PostPage>(operation, answer.json, { results: 'array' })
    // Where the forum has failed, the LMS answers with an empty page as there is none: page 1 of 0.
    if (results.length > 0 || !(Number(pagination?.num_pages) > 0)) return false
  }
  return true
}
