/** A request as a sandbox's handlers see it: path parameters decoded, the body whole. */
export interface StandRequest {
  readonly method: string
  /** Decoded by segment, without the query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The body as JSON; undefined when it is none. */
  json(): unknown
  /** The body as `application/x-www-form-urlencoded`. */
  form(): URLSearchParams
}

/** What a handler answers. With neither `json` nor `text` the body is empty. */
export interface StandAnswer {
  readonly status: number
  /** A list where the header is sent more than once (Set-Cookie). */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly json?: unknown
  readonly text?: string
}

/** One call of the platform. `name` is its row in the call tables, and what faults are aimed at. */
export interface Route {
  readonly name: string
  readonly method: string
  /** Template such as `/users/:key`; the first route of the list that fits wins. */
  readonly path: string
  /** Whose account a change concerns: the journal marks work on one person that overlaps. */
  person?(request: StandRequest): string | null
  handle(request: StandRequest): StandAnswer | Promise<StandAnswer>
}

/** What arrives, before a route is chosen. */
export interface Arrival {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** The first route that fits, with its path parameters; null when none does. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string
): { route: Route; params: Record<string, string> } | null {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : null
    if (params !== null) return { route, params }
  }
  return null
}

/** Joins an arrival and its path parameters to what a handler sees. */
export function toStandRequest(arrival: Arrival, params: Record<string, string>): StandRequest {
  return {
    ...arrival,
    params,
    json() {
      try {
        return JSON.parse(arrival.body.toString('utf8'))
      } catch {
        return undefined
      }
    },
    form: () => new URLSearchParams(arrival.body.toString('utf8'))
  }
}

function matchPath(template: string, path: string): Record<string, string> | null {
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index]!
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value
    else if (part !== value) return null
  }
  return params
}
