import type { GatewaySite, HeaderList } from '../../contract.ts'
import { pick } from './headers.ts'

/** Headers that let a page on another origin read an answer (Fetch standard, "CORS protocol"). */
export const corsHeaders = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-expose-headers'
]

/** What the LMS allows pages of other origins, so far as it has been heard. */
export interface CrossOrigin {
  /** Remembers what an answer of the LMS allows this origin; an origin that is none of the site's is forgotten. */
  learn(origin: string | null, site: GatewaySite, answer: { status: number; headers: HeaderList }): void
  /** What an answer of ours allows this origin; empty for one that is none of the site's. */
  allow(origin: string | null, site: GatewaySite): HeaderList
}

/** Origins whose pages may call: the platform's own, then the further ones of the registration. */
export function listOrigins({ publicUrl, origins }: GatewaySite): readonly string[] {
  return [publicUrl, ...origins].map(each => new URL(each).origin)
}

/**
 * Keeps what the LMS allows, per origin and at most for the origins of a site. Where the LMS allows an origin nothing,
 * neither do we: then something before it adds the headers, and would add them a second time.
 */
export function createCrossOrigin(): CrossOrigin {
  const heard = new Map<string, HeaderList>()
  return {
    learn(origin, site, { status, headers }) {
      // A proxy that answers for a broken LMS knows nothing of what the LMS allows.
      if (origin === null || status >= 500 || !listOrigins(site).includes(origin)) return
      const allowed = pick(headers, corsHeaders)
      const names = allowed.filter(([name]) => name === 'access-control-allow-origin').map(([, value]) => value)
      heard.set(origin, names.every(name => name === origin) ? allowed : [])
    },
    allow(origin, site) {
      if (origin === null || !listOrigins(site).includes(origin)) return []
      return heard.get(origin) ?? computeFor(origin)
    }
  }
}

function computeFor(origin: string): HeaderList {
  return [
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', 'true']
  ]
}
