import type { Ground } from '../journey.ts'
import type { Visit } from '../routes.ts'

const linked = { provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'me@mail.example' }

/** Learners in every situation in which the pages under the LMS's own host are different. */
export async function seedSubjectVisits({ campus }: Ground): Promise<readonly Visit[]> {
  const { publicUrl } = campus
  const blocked = campus.addLearner({ links: [linked] })
  const clear = campus.addLearner()
  const asks = campus.addLearner({ links: [{ provider: 'tpa-saml', providerId: 'saml-campus', uid: 'campus:me' }] })
  const help = async (shows: string, person: typeof clear) => ({
    route: '/lethe',
    address: `${publicUrl}/lethe/`,
    shows,
    cookies: [...(await campus.signIn(person))]
  })
  return [
    { route: '/lethe', address: `${publicUrl}/lethe/`, shows: 'sign-in' },
    await help('blocked', blocked),
    await help('clear', clear),
    await help('the form', asks),
    { route: '/lethe/confirm/:token', address: `${publicUrl}/lethe/confirm/nowhere`, shows: 'a link that is none' }
  ]
}
