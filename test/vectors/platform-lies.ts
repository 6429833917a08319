/** A platform that says what is not so, in words that it would use. */
export interface PlatformLie {
  readonly name: string
  readonly platform: 'openedx' | 'openolat'
  /** Method and path of the calls that are lied to, who they are about left out; `*`: all that come after `from`. */
  readonly route: string
  /** Call with which it begins; absent: with the first of its route. */
  readonly from?: string
  /** What becomes of the call: absent, it is done as asked. */
  readonly call?: 'not-done' | 'done-to-another'
  /** What is answered in place of the platform's answer. */
  readonly says?: {
    readonly status: number
    readonly body?: string
    readonly headers?: Readonly<Record<string, string>>
  }
  /** What is changed in the platform's answer. */
  readonly edit?: (text: string) => string
}

const openedx = 'openedx'
const openolat = 'openolat'
const accounts = '/api/user/v1/accounts'
const users = '/olat/restapi/users'
const page = { status: 404, body: '<html>canary</html>', headers: { 'content-type': 'text/html' } }
const yes = { status: 204 }
const fault = { status: 500, body: 'canary' }
const markup = '<img src=x onerror=canary()>\\u0000\\ud800'

/**
 * Those that end have an end only where the account is really gone; those that do not say who must act. Who waits between
 * the forum step and the last one keeps everybody else on Open edX waiting, so what is told there stands last.
 */
export const platformLies: readonly PlatformLie[] = [
  {
    name: 'an account that is deleted in words only',
    platform: openolat,
    route: `DELETE ${users}/…`,
    call: 'not-done',
    says: { status: 200 }
  },
  { name: 'an account that is deleted, and a fault', platform: openolat, route: `DELETE ${users}/…`, says: fault },
  {
    name: 'somebody else who is deleted',
    platform: openolat,
    route: `DELETE ${users}/…`,
    call: 'done-to-another'
  },
  {
    name: 'a block in words only',
    platform: openolat,
    route: `POST ${users}/…/status`,
    call: 'not-done',
    says: { status: 200 }
  },
  {
    name: 'an account that is out of reach in words only',
    platform: openolat,
    route: `GET ${users}/…/status`,
    says: { status: 403 }
  },
  {
    name: 'the name of the deleted in words only',
    platform: openolat,
    route: `GET ${users}`,
    edit: text => text.replaceAll(/"login":"learner-\d+"/g, '"login":"del_2002"')
  },
  {
    name: 'a name that is markup, NUL and half a letter',
    platform: openolat,
    route: `GET ${users}`,
    edit: text => text.replaceAll(/"(firstName|lastName)":"[^"]*"/g, `"$1":"${markup}"`)
  },
  { name: 'a site that is another', platform: openolat, route: '*', from: `DELETE ${users}/…`, says: page },
  {
    name: 'a deletion that is elsewhere',
    platform: openolat,
    route: `DELETE ${users}/…`,
    call: 'not-done',
    says: { status: 308, headers: { location: '$trap' } }
  },
  {
    name: 'begun, it says, and nothing is',
    platform: openedx,
    route: 'POST /v1/accounts/bulk_retire_users',
    call: 'not-done',
    says: {
      status: 200,
      body: '{"successful_user_retirements":["canary"],"failed_user_retirements":[]}',
      headers: { 'content-type': 'application/json' }
    }
  },
  {
    name: 'begun for somebody else',
    platform: openedx,
    route: 'POST /v1/accounts/bulk_retire_users',
    call: 'done-to-another'
  },
  {
    name: 'a row that moves in words only',
    platform: openedx,
    route: `PATCH ${accounts}/update_retirement_status/`,
    call: 'not-done',
    says: yes
  },
  {
    name: 'a row that moves, and a fault',
    platform: openedx,
    route: `PATCH ${accounts}/update_retirement_status/`,
    says: fault
  },
  {
    name: 'a row that is complete at once',
    platform: openedx,
    route: `GET ${accounts}/…/retirement_status/`,
    edit: text => text.replaceAll(/"state_name":"[A-Z_]+"/g, '"state_name":"COMPLETE"')
  },
  {
    name: 'posts that are retired, and a fault',
    platform: openedx,
    route: 'POST /api/discussion/v1/accounts/retire_forum/',
    says: fault
  },
  {
    name: 'an account that is retired, and a fault',
    platform: openedx,
    route: `POST ${accounts}/retire/`,
    says: fault
  },
  {
    name: 'courses that are left in words only',
    platform: openedx,
    route: 'POST /api/enrollment/v1/unenroll/',
    call: 'not-done',
    says: yes
  },
  {
    name: 'a retired name for whoever is asked for',
    platform: openedx,
    route: `GET ${accounts}`,
    edit: text => text.replaceAll(/"username":"learner-\d+"/g, '"username":"retired__user_canary"')
  },
  {
    name: 'accounts that are switched off in words only',
    platform: openedx,
    route: `GET ${accounts}`,
    edit: text => text.replaceAll('"is_active":true', '"is_active":false')
  },
  {
    name: 'a name that is markup, NUL and half a letter',
    platform: openedx,
    route: `GET ${accounts}`,
    edit: text => text.replaceAll(/"name":"[^"]*"/g, `"name":"${markup}"`)
  },
  { name: 'a site that is another', platform: openedx, route: '*', from: `POST ${accounts}/retire_misc/`, says: page },
  {
    name: 'a step that is elsewhere',
    platform: openedx,
    route: `POST ${accounts}/retire_misc/`,
    call: 'not-done',
    says: { status: 307, headers: { location: '$trap' } }
  },
  {
    name: 'an account that is retired in words only',
    platform: openedx,
    route: `POST ${accounts}/retire/`,
    call: 'not-done',
    says: yes
  }
]
