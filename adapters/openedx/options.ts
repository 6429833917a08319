/** Settings of one registered Open edX site. */
export interface OpenEdxOptions {
  /** The LMS. */
  readonly baseUrl: string
  /** Studio; without it nobody can be told to be the only instructor of a course. */
  readonly studioUrl?: string
  /** OAuth client of the retirement worker, grant `client_credentials`. */
  readonly clientId: string
  readonly clientSecret: string
  /** `RETIREMENT_SERVICE_WORKER_USERNAME` of the site. */
  readonly workerUsername: string
  /** Life of a JWT on the site: so long a learner who is locked out can still act. Milliseconds; an hour unless said. */
  readonly tokenLifeMs?: number
  /** Whether retirements may be begun by the bulk call, which is off on an untouched site. */
  readonly bulkStart?: boolean
  /** Whether a withdrawal may cancel what the platform has begun; where it is not wanted, the right is too much. */
  readonly mayCancel?: boolean
  /** Whether the notes service is installed; `probe` asks the site, and is the default. */
  readonly notes?: boolean | 'probe'
  /** Credentials, where it runs; the account must be its `USERNAME_REPLACEMENT_WORKER` too. */
  readonly credentialsUrl?: string
  /** License manager, where it runs. */
  readonly licenceManagerUrl?: string
  /** Whether proctoring is installed; `probe` asks the site, and is the default. */
  readonly proctoring?: boolean | 'probe'
  /**
   * The forum: inside the LMS (`v2`), the Ruby one before (`legacy`), or none. `probe`, the default, knows `v2` from Ulmo
   * on and cannot tell the two apart before.
   */
  readonly forum?: 'v2' | 'legacy' | 'none' | 'probe'
  /** Whether learners are put into the report for partner organisations. Off unless said. */
  readonly partnerReport?: boolean
  /** Whether files of a profile picture are deleted before the forum step; the right of staff to do so is unverified. */
  readonly removeImage?: boolean
  /** Whether the row with the original names is deleted at the end. Off unless said. */
  readonly cleanUp?: boolean
  /** Names of states that the site has beside the known ones; no call lists them. */
  readonly states?: readonly string[]
  /** `RETIRED_USERNAME_PREFIX` of the site. */
  readonly retiredPrefix?: string
  /** Calls at once. */
  readonly parallelCalls?: number
}

/** JSON Schema 2020-12 of the options. */
export const optionsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['baseUrl', 'clientId', 'clientSecret', 'workerUsername'],
  properties: {
    baseUrl: {
      type: 'string',
      format: 'uri',
      title: 'Address of the LMS',
      description: 'As Lethe reaches it, without a path.'
    },
    studioUrl: {
      type: 'string',
      format: 'uri',
      title: 'Address of Studio',
      description: 'Without it nobody can be told to be the only instructor of a course.'
    },
    clientId: {
      type: 'string',
      minLength: 1,
      title: 'OAuth client id of the retirement worker',
      description: 'Grant client_credentials, made in the Django administration.'
    },
    clientSecret: { type: 'string', minLength: 1, writeOnly: true, title: 'OAuth client secret' },
    workerUsername: {
      type: 'string',
      minLength: 1,
      title: 'RETIREMENT_SERVICE_WORKER_USERNAME',
      description: 'The account that owns the OAuth client: is_staff, no password, no superuser.'
    },
    tokenLifeMs: {
      type: 'integer',
      minimum: 0,
      default: 3_600_000,
      title: 'Life of a JWT on the site',
      description: 'So long a learner who is locked out can still act; it is waited for before the account is emptied.'
    },
    bulkStart: {
      type: 'boolean',
      default: false,
      title: 'ENABLE_BULK_USER_RETIREMENT is on and may be used',
      description: 'Without it only learners themselves begin a deletion, by the button of their account page.'
    },
    mayCancel: { type: 'boolean', default: true, title: 'A withdrawal may cancel what the platform has begun' },
    notes: { enum: [true, false, 'probe'], default: 'probe', title: 'The notes service is installed' },
    credentialsUrl: { type: 'string', format: 'uri', title: 'Address of Credentials', description: 'Where it runs.' },
    licenceManagerUrl: {
      type: 'string',
      format: 'uri',
      title: 'Address of License manager',
      description: 'Where it runs.'
    },
    proctoring: { enum: [true, false, 'probe'], default: 'probe', title: 'Proctoring is installed' },
    forum: { enum: ['v2', 'legacy', 'none', 'probe'], default: 'probe', title: 'Which forum the site has' },
    partnerReport: { type: 'boolean', default: false, title: 'Learners are put into the partner report' },
    removeImage: { type: 'boolean', default: false, title: 'Files of a profile picture are deleted first' },
    cleanUp: { type: 'boolean', default: false, title: 'The row with the original names is deleted at the end' },
    states: {
      type: 'array',
      items: { type: 'string', maxLength: 30 },
      title: 'States of the site beside the known ones',
      description: 'No call lists them; only where RETIREMENT_STATES was changed.'
    },
    retiredPrefix: { type: 'string', minLength: 1, default: 'retired__user_', title: 'RETIRED_USERNAME_PREFIX' },
    parallelCalls: { type: 'integer', minimum: 1, maximum: 128, default: 4, title: 'Calls at once' }
  }
} as const

/** The life of a JWT on the site, in milliseconds. */
export function tokenLifeMs(options: OpenEdxOptions): number {
  return options.tokenLifeMs ?? 3_600_000
}
