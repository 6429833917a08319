import { StoreError } from '../store-error.ts'

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/**
 * Why the tables cannot be made or read, and what to do; never with the password, and without what the server said,
 * which may hold it. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export const explainOpening = (url: string, error: unknown): StoreError => {
  if (error instanceof StoreError) return error
  const { host, pathname, username } = new URL(url)
  const database = decodeURIComponent(pathname.slice(1))
  const account = decodeURIComponent(username) || 'the account'
  const code = codeOf(error)
  switch (code) {
    case '3D000':
      return new StoreError(
        'database-missing',
        `there is no database ${database} on ${host}. Make it (createdb ${database}), or mend LETHE_STORE`
      )
    case '28P01':
    case '28000':
      return new StoreError(
        'database-refuses',
        `PostgreSQL on ${host} does not let ${account} in. Mend user and password in LETHE_STORE, or pg_hba.conf`
      )
    case '42501':
      return new StoreError(
        'database-rights-missing',
        `${account} may not make or change the tables in ${database}. As its owner: grant create on database "${database}" to "${account}"`
      )
    default:
      return new StoreError(
        'unreachable',
        `PostgreSQL on ${host} does not answer${code === '' ? '' : ` (${code})`}. See that it runs there, and that LETHE_STORE is right`
      )
  }
}
