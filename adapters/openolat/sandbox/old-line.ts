import type { World } from './world.ts'

/** Calls that the release of 2018 does not have (fact sheet 9). */
const absentIn124: readonly string[] = [
  'getOpenapi',
  'getApiDocs',
  'getUserByName',
  'renameUser',
  'putUsername',
  'getUserLifecycle',
  'setUserLifecycle',
  'putUserLifecycle',
  'listOwnedCourses',
  'listAuthentications',
  'addAuthentication',
  'postAuthentication',
  'deleteAuthentication',
  'setPassword',
  'listManagedUsers',
  'listRelationsFrom',
  'listRelationsTo',
  'deleteRelation',
  'listCertificates',
  'headCertificate',
  'getCertificate',
  'deleteCertificate',
  'listGradedTests',
  'listGradingAssignments'
]

/** Services that did not exist at all. */
const absentServices124 = /(Organisation|Curriculum|Curricula|Element|Lecture)/

/** Calls that said 403 for missing rights even then; the others said 401. */
const said403: readonly string[] = [
  'getUserStatus',
  'setUserStatus',
  'getUserRoles',
  'setUserRoles',
  'getUserPreferences',
  'setUserPreferences'
]

/** Whether this release lacks a call: because of its age, or because a check took it away. */
export function isAbsent({ settings }: World, name: string): boolean {
  if (settings.absentRoutes.includes(name)) return true
  return settings.line === '12.4' && (absentIn124.includes(name) || absentServices124.test(name))
}

/** What missing rights are answered with. */
export function refusalOf({ settings }: World, name: string): 401 | 403 {
  return settings.line === '12.4' && !said403.includes(name) ? 401 : 403
}
