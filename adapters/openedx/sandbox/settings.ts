/** What an operator of the platform sets; changed while the sandbox runs through `/_sandbox/settings`. */
export interface Settings {
  /** `RETIREMENT_STATES`, in their order. */
  states: string[]
  /** `RETIREMENT_SERVICE_WORKER_USERNAME`. */
  workerUsername: string
  /** `RETIRED_USER_SALTS`: the last one makes new names. */
  salts: string[]
  retiredPrefix: string
  retiredDomain: string
  /** `ENABLE_BULK_USER_RETIREMENT`. */
  bulkRetirement: boolean
  /** `ENABLE_ACCOUNT_DELETION`. */
  accountDeletion: boolean
  /** Whether the notes service is installed, and answers. */
  notes: 'absent' | 'up' | 'down'
  /** Whether the forum is installed (v2: the only one since Ulmo). */
  forum: boolean
  /** Whether the mail server takes the message of a self-service deletion. */
  mail: 'up' | 'down'
  /** The words for a usable and an unusable password, in the server's language. */
  passwordWords: { usable: string; unusable: string }
  /** Whether `manage_course_team` exists (Ulmo and later). */
  supportCourseTeam: boolean
  /** `ALLOW_UNPRIVILEGED_SSO_PROVIDER_QUERY`. */
  openProviderQuery: boolean
  /** `COOL_OFF_DAYS`: how long the e-mail lookup hands out the retirement's id. */
  coolOffDays: number
  jwtLifeS: number
  /** Rows a page of the enrolment list. */
  enrolmentPageSize: number
  /** The most course ids a page. */
  courseIdPageSize: number
  /** Courses whose team cannot be changed: such an item fails, the call is answered 200. */
  lockedCourses: string[]
  /** `retire` stops after the profile, once for each unit. */
  retireStopsHalfWay: number
}

/** The states of a site on the platform's own defaults (fact sheet 2.1). */
export const defaultStates: readonly string[] = [
  'PENDING',
  'LOCKING_ACCOUNT',
  'LOCKING_COMPLETE',
  'RETIRING_FORUMS',
  'FORUMS_COMPLETE',
  'RETIRING_EMAIL_LISTS',
  'EMAIL_LISTS_COMPLETE',
  'RETIRING_ENROLLMENTS',
  'ENROLLMENTS_COMPLETE',
  'RETIRING_NOTES',
  'NOTES_COMPLETE',
  'RETIRING_LMS',
  'LMS_COMPLETE',
  'ERRORED',
  'ABORTED',
  'COMPLETE'
]

/** The states that the retirement plugin for Tutor sets, with forum and notes (fact sheet 8.3). */
export const tutorStates: readonly string[] = [
  'PENDING',
  'LOCKING_ACCOUNT',
  'LOCKING_COMPLETE',
  'RETIRING_ENROLLMENTS',
  'ENROLLMENTS_COMPLETE',
  'RETIRING_FORUMS',
  'FORUMS_COMPLETE',
  'RETIRING_NOTES',
  'NOTES_COMPLETE',
  'RETIRING_LMS_MISC',
  'LMS_MISC_COMPLETE',
  'RETIRING_LMS',
  'LMS_COMPLETE',
  'ERRORED',
  'ABORTED',
  'COMPLETE'
]

/** A Tutor site with forum and notes on which the bulk call was switched on. */
export function defaultSettings(): Settings {
  return {
    states: [...tutorStates],
    workerUsername: 'retirement_service_worker',
    salts: ['abc', '123'],
    retiredPrefix: 'retired__user_',
    retiredDomain: 'retired.invalid',
    bulkRetirement: true,
    accountDeletion: true,
    notes: 'up',
    forum: true,
    mail: 'up',
    passwordWords: { usable: 'Usable', unusable: 'Unusable' },
    supportCourseTeam: true,
    openProviderQuery: false,
    coolOffDays: 14,
    jwtLifeS: 3600,
    enrolmentPageSize: 2,
    courseIdPageSize: 1000,
    lockedCourses: [],
    retireStopsHalfWay: 0
  }
}
