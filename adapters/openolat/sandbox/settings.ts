/** How this OpenOlat is set up. Checks change it in place at `POST /_sandbox/settings`. */
export interface Settings {
  /** `restapi.enable`. While false every call but the open ones answers 403 with an empty body. */
  isRestOn: boolean
  /** Identity names are generated: `login` is null in every answer. */
  generatedNames: boolean
  /** Name of the list of user properties on the wire; sources contradict each other. */
  propertyListName: 'property' | 'properties'
  /** `deletionModule.adminUserName`, looked up by identity name once, at start-up. */
  substituteAdministrator: string
  /** Requests allowed per minute and caller; null: no limit. */
  rateLimitPerMinute: number | null
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
  generatedNames: false,
  propertyListName: 'property',
  substituteAdministrator: 'administrator',
  rateLimitPerMinute: null,
  failingStep: null,
  automaticDeletion: false,
  daysBeforeDeletion: 180,
  deletionPercentage: 50,
  absentRoutes: [],
  release: '20.2.5'
}
