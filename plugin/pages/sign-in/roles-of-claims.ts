import type { Role } from '../../store/records/bodies.ts'
import type { ProviderBody } from '../../store/records/people/sign-in.ts'

type Claims = Readonly<Record<string, unknown>>

const within = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Claims)[name] : undefined

/** The claim of a name; names of claims may hold dots themselves. */
const readClaim = (claims: Claims, path: string): unknown => {
  if (path.startsWith('/')) {
    const names = path.slice(1).split('/')
    return names.map(name => name.replaceAll('~1', '/').replaceAll('~0', '~')).reduce<unknown>(within, claims)
  }
  return Object.hasOwn(claims, path) ? claims[path] : path.split('.').reduce<unknown>(within, claims)
}

/**
 * What the provider's claim gives somebody here, by the mapping: a text, or a list of texts. Compared letter by letter;
 * whatever is not mapped gives nothing.
 */
export const rolesOfClaims = ({ rolesClaim, mapping }: ProviderBody, claims: Claims): readonly Role[] => {
  const values = [readClaim(claims, rolesClaim)].flat()
  return [...new Set(mapping.flatMap(({ value, roles }) => (values.includes(value) ? roles : [])))]
}

/** Control characters, and those that turn the direction of what stands after them (Unicode, UAX 9). */
const unseen = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** What somebody is called, as the provider says it; never an address, where there is anything else. */
export const nameOfClaims = (claims: Claims): string | null =>
  ['name', 'preferred_username', 'nickname', 'email']
    .map(claim => claims[claim])
    .map(said => (typeof said === 'string' ? said.replace(unseen, ' ').trim().slice(0, 200) : ''))
    .find(name => name !== '') ?? null
