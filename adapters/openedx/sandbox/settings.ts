import { tutorStates } from './state-lists.ts'

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
  /** Whether the server itself refuses when deletion is off: 403; before, only the account page looks (9). */
  refusesWhenOff: boolean
  /** `CORS_ORIGIN_WHITELIST` and `CSRF_TRUSTED_ORIGINS`: origins such as `http://127.0.0.1:4000`. */
  corsOrigins: string[]
  csrfTrustedOrigins: string[]
  /** `ALLOWED_HOSTS`, without ports; `*` takes every Host. */
  allowedHosts: string[]
  /** Whether JWT cookies count only beside the header `USE-JWT-COOKIE` (before Redwood, 1.2). */
  needsUseJwtCookie: boolean
  /** Whether the cookie `csrftoken` holds the masked token (64 characters) or the secret itself (32). */
  csrfCookie: 'masked' | 'secret'
  /** Failed sign-ins after which an account is locked, and for how long; null: the feature is off. */
  lockout: { after: number; forMs: number } | null
  /** Whether an authentication backend crashes while it looks at a password. */
  authBackend: 'up' | 'crash'
  /** Login providers that the login page shows. */
  providers: { id: string; name: string; backend: string }[]
  /** Whether the last link of somebody without a usable password stays: social-auth's own pipeline (5.2). */
  keepsLastLink: boolean
  /** `X-Edx-Api-Key` of the site; null: none is set. */
  apiKey: string | null
  /** `USERNAME_REPLACEMENT_WORKER`, in the LMS and in Credentials. */
  replacementWorker: string
  /** Whether the notes service is installed, and answers. */
  notes: 'absent' | 'up' | 'down'
  /** Whether the forum is installed (v2: the only one since Ulmo). */
  forum: boolean
  /** The Ruby forum, or the Python one that works on the shared account (3.6). */
  forumBackend: 'legacy' | 'v2'
  /** What the legacy forum answers for a learner whom it does not know; v2 always 500. */
  forumMissing: 404 | 500
  /** `down`: its posts are listed as an empty page of none, and nobody is retired in it. */
  forumService: 'up' | 'down'
  /** Whether proctoring is installed, and its provider answers. */
  proctoring: 'absent' | 'up' | 'failing'
  /** Whether `enrollment/v2` is mounted (after Verawood). */
  unenrolV2: boolean
  /** What authz rules: nothing (not installed), libraries, or courses too (7). */
  authz: 'absent' | 'libraries' | 'courses'
  /** Whether `retirement_cleanup` overwrites the original names before it deletes a row (Verawood). */
  cleanupRedacts: boolean
  /** Whether the request overwrites social links before it deletes them (after Verawood). */
  redactsLinks: boolean
  /** Whether `modify/` and `disconnect_json` are mounted (after Verawood). */
  hasModify: boolean
  /** Whether the accounts API shows `activation_key` too (before the fix of 2026). */
  showsActivationKey: boolean
  /** Whether replacing a name in Credentials blanks the names there (since August 2026). */
  credentialsBlanksNames: boolean
  /** Where `ENABLE_*` switches stand in the site's settings (9); nothing that a call could show. */
  switchesIn: 'FEATURES' | 'top-level'
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
  /** The forum stops after the name and before the posts, once for each unit: a site without ATOMIC_REQUESTS (9). */
  forumStopsHalfWay: number
  /** `retire` stops after the profile, once for each unit. */
  retireStopsHalfWay: number
}

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
    refusesWhenOff: true,
    corsOrigins: [],
    csrfTrustedOrigins: [],
    allowedHosts: ['*'],
    needsUseJwtCookie: false,
    csrfCookie: 'masked',
    lockout: null,
    authBackend: 'up',
    providers: [{ id: 'oa2-google-oauth2', name: 'Google', backend: 'google-oauth2' }],
    keepsLastLink: true,
    apiKey: null,
    replacementWorker: 'retirement_service_worker',
    notes: 'up',
    forum: true,
    forumBackend: 'v2',
    forumMissing: 404,
    forumService: 'up',
    proctoring: 'absent',
    unenrolV2: false,
    authz: 'absent',
    cleanupRedacts: false,
    redactsLinks: false,
    hasModify: false,
    showsActivationKey: false,
    credentialsBlanksNames: false,
    switchesIn: 'top-level',
    mail: 'up',
    passwordWords: { usable: 'Usable', unusable: 'Unusable' },
    supportCourseTeam: true,
    openProviderQuery: false,
    coolOffDays: 14,
    jwtLifeS: 3600,
    enrolmentPageSize: 2,
    courseIdPageSize: 1000,
    lockedCourses: [],
    forumStopsHalfWay: 0,
    retireStopsHalfWay: 0
  }
}
