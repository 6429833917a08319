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
  /** Whether the notes service is installed; `probe` asks the site, and is the default. */
  readonly notes?: boolean | 'probe'
  /** Names of states that the site has beside the known ones; no call lists them. */
  readonly states?: readonly string[]
  /** `RETIRED_USERNAME_PREFIX` of the site. */
  readonly retiredPrefix?: string
}

/** JSON Schema 2020-12 of the options. */
export const optionsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['baseUrl', 'clientId', 'clientSecret', 'workerUsername'],
  properties: {
    baseUrl: { type: 'string', format: 'uri', title: 'Address of the LMS' },
    studioUrl: { type: 'string', format: 'uri', title: 'Address of Studio' },
    clientId: { type: 'string', minLength: 1, title: 'OAuth client id of the retirement worker' },
    clientSecret: { type: 'string', minLength: 1, writeOnly: true, title: 'OAuth client secret' },
    workerUsername: { type: 'string', minLength: 1, title: 'RETIREMENT_SERVICE_WORKER_USERNAME' },
    tokenLifeMs: { type: 'integer', minimum: 0, default: 3_600_000, title: 'Life of a JWT on the site' },
    bulkStart: { type: 'boolean', default: false, title: 'ENABLE_BULK_USER_RETIREMENT is on and may be used' },
    notes: { enum: [true, false, 'probe'], default: 'probe', title: 'The notes service is installed' },
    states: {
      type: 'array',
      items: { type: 'string', maxLength: 30 },
      title: 'States of the site beside the known ones'
    },
    retiredPrefix: { type: 'string', minLength: 1, default: 'retired__user_', title: 'RETIRED_USERNAME_PREFIX' }
  }
} as const

/** The life of a JWT on the site, in milliseconds. */
export function tokenLifeMs(options: OpenEdxOptions): number {
  return options.tokenLifeMs ?? 3_600_000
}
