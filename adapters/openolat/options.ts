/** What an administrator sets when registering an OpenOlat. */
export interface OpenolatOptions {
  /** Address with its context and without `/restapi`: `https://olat.uni.example/olat`. */
  readonly baseUrl: string
  /** Client id of an API key, or a login. */
  readonly username: string
  readonly secret: string
  /** How long OpenOlat may go on deleting after the caller has gone; default 300 000. */
  readonly settleMs?: number
  /** How long to wait for the answer to DELETE; default 120 000. */
  readonly deleteTimeoutMs?: number
  /** `deletionModule.adminUserName` of the site; default `administrator`. */
  readonly fallbackAdministrator?: string
  /** Calls at once; default 3. */
  readonly parallelCalls?: number
}

/** JSON Schema 2020-12 of the options. */
export const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['baseUrl', 'username', 'secret'],
  properties: {
    baseUrl: {
      type: 'string',
      format: 'uri',
      title: 'Address of OpenOlat with its context, without /restapi',
      description: 'As Lethe reaches it behind the proxy: https://olat.uni.example/olat.'
    },
    username: { type: 'string', minLength: 1, title: 'Client id of an API key, or a login' },
    secret: { type: 'string', minLength: 1, writeOnly: true, title: 'Secret of the API key, or password' },
    settleMs: {
      type: 'integer',
      minimum: 0,
      default: 300_000,
      title: 'Time a deletion may go on without a caller',
      description: 'So long nothing is concluded from an account that is still there after a deletion broke off.'
    },
    deleteTimeoutMs: { type: 'integer', minimum: 1, default: 120_000, title: 'Time to wait for a deletion' },
    fallbackAdministrator: {
      type: 'string',
      minLength: 1,
      default: 'administrator',
      title: 'Login that OpenOlat itself makes owner of what nobody owns (deletionModule.adminUserName)'
    },
    parallelCalls: { type: 'integer', minimum: 1, maximum: 16, default: 3, title: 'Calls at once' }
  }
} as const
