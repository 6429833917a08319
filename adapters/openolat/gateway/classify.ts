/** What a call below `/restapi` is about, by method and path alone (fact sheet 8.1). */
export type Meant =
  | { readonly is: 'erasure'; readonly key: string }
  /** Writes a status: what it is depends on the body. */
  | { readonly is: 'status'; readonly key: string }
  | { readonly is: 'change'; readonly key: string }
  /** By the deprecated calls that name the account. */
  | { readonly is: 'change-by-name'; readonly username: string }
  | { readonly is: 'other' }
  /** A number that OpenOlat may read as another one than we do. */
  | { readonly is: 'ambiguous-key' }

type About = (key: string) => Meant

const reading = ['GET', 'HEAD', 'OPTIONS']

/** What stands below an account and takes away a login, a right, a name, or a part of what is known of it. */
const changing = ['lifecycle', 'authentications', 'username', 'roles', 'certificates', 'portrait', 'relations']

const other: Meant = { is: 'other' }

/**
 * Classifies a call. `path` is the decoded path below `/restapi/`; slashes at its end count as none, as JAX-RS has it.
 * Below the known paths every method that is not for reading counts, so that a call of a later release does not pass by.
 */
export function classify(method: string, path: string): Meant {
  if (reading.includes(method)) return other
  const [collection, first, second, third] = path.replace(/\/+$/, '').split('/')
  if (collection === 'users' && first !== undefined) return classifyUser(method, first, second)
  // DELETE and PUT of `/organisations/{organisation}/{role}/{identityKey}`.
  if (collection === 'organisations' && third !== undefined) return withKey(third, key => ({ is: 'change', key }))
  return other
}

function classifyUser(method: string, account: string, part: string | undefined): Meant {
  if (part === 'auth') return { is: 'change-by-name', username: account }
  return withKey(account, aboutUser(method, part))
}

function aboutUser(method: string, part: string | undefined): About {
  if (part === undefined) return key => (method === 'DELETE' ? { is: 'erasure', key } : { is: 'change', key })
  if (part === 'status') return key => ({ is: 'status', key })
  return key => (changing.includes(part) ? { is: 'change', key } : other)
}

// Java reads signs, leading zeros and the digits of every script as numbers; a segment that is none is no key there.
function withKey(segment: string, about: About): Meant {
  if (/^[1-9]\d{0,14}$/.test(segment)) return about(segment)
  return /^[+-]?\p{Nd}+$/u.test(segment) ? { is: 'ambiguous-key' } : other
}
