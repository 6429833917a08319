/** How this OpenOlat is set up. Checks change it in place at `POST /_sandbox/settings`. */
export interface Settings {
  /** `restapi.enable`. While false every call but the open ones answers 403 with an empty body. */
  isRestOn: boolean
  /** `restapi.api.access`: with `apikey` passwords and web sessions are refused. */
  apiAccess: 'all' | 'apikey'
  /** The 20.x line, or the release of 2018: other answers, other names, fewer calls (fact sheet 9). */
  line: 'current' | '12.4'
  /** Identity names are generated: `login` is null in every answer. */
  generatedNames: boolean
  /** Name of the list of user properties on the wire; sources contradict each other. */
  propertyListName: 'property' | 'properties'
  /** `deletionModule.adminUserName`, looked up by identity name once, at start-up. */
  substituteAdministrator: string
  /** Requests allowed per minute and caller; null: no limit. */
  rateLimitPerMinute: number | null
  /** Calls of one caller at once; null: no limit. */
  maxParallel: number | null
  /** A step of the deletion that throws, for one person or everybody, so many times. */
  failingStep: { step: string; person?: number; times: number } | null
  /** `user.automatic.deletion` and days after deactivation. */
  automaticDeletion: boolean
  daysBeforeDeletion: number
  /** `user.automatic.delete.users.percentage`: at or above this share the nightly job deletes nobody. */
  deletionPercentage: number
  /** Paths that this release lacks, as routes' names: they answer 404 and are not in `/openapi.json`. */
  absentRoutes: string[]
  release: string
}

/** A current release, untouched, with manual identity names. */
export const defaultSettings: Settings = {
  isRestOn: true,
  apiAccess: 'all',
  line: 'current',
  generatedNames: false,
  propertyListName: 'property',
  substituteAdministrator: 'administrator',
  rateLimitPerMinute: null,
  maxParallel: null,
  failingStep: null,
  automaticDeletion: false,
  daysBeforeDeletion: 180,
  deletionPercentage: 50,
  absentRoutes: [],
  release: '20.2.5'
}
