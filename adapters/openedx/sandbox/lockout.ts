import type { Context } from './caller.ts'
import { isPassword } from './passwords.ts'
import type { Person } from './world.ts'

/** What the platform says of a typed password. `no-field`: there was none. */
export type PasswordVerdict = 'right' | 'wrong' | 'locked' | 'no-field' | 'crashed'

/**
 * Looks at a typed password in the order of the deletion endpoint (1.1): the lockout, the field, the backend; wrong ones
 * count, a right one clears the counter. An unusable password is wrong whatever is typed.
 */
export function judgePassword({ world, journal }: Context, person: Person, typed: string | null): PasswordVerdict {
  const { lockout, authBackend } = world.settings
  if (lockout !== null && person.lockedUntilMs > world.now().getTime()) return 'locked'
  if (typed === null) return 'no-field'
  if (authBackend === 'crash') return 'crashed'
  if (isPassword(person.password, typed)) {
    person.failedLogins = 0
    person.lockedUntilMs = 0
    return 'right'
  }
  if (lockout !== null) {
    person.failedLogins += 1
    if (person.failedLogins >= lockout.after) person.lockedUntilMs = world.now().getTime() + lockout.forMs
    journal.add('failed-password', String(person.id), { count: person.failedLogins })
  }
  return 'wrong'
}
