import { dirname, join } from 'node:path'
import type { Clock } from './clock.ts'
import { dayMs } from './durations.ts'
import type { Random } from './random.ts'
import { type Disk, makeFoldersAbove } from './store/disk.ts'
import { addPerson, addToken, listPersons } from './store/records/people/people.ts'
import type { Store } from './store/store.ts'

const tokenDays = 365

/** Makes the token text that stands for a token document. */
export type SignToken = (token: string, person: string) => string

/** Lasting before the person is stored: whoever finds somebody there at the next start makes no second token. */
const writePrivately = async (disk: Disk, file: string, text: string, name: string): Promise<void> => {
  const temporary = join(dirname(file), `.${name}.token`)
  await makeFoldersAbove(disk, file)
  await disk.writeNew(temporary, Buffer.from(`${text}\n`))
  await disk.sync(temporary)
  await disk.rename(temporary, file)
  await disk.syncFolder(dirname(file))
}

/**
 * On the first start there is nobody: makes the first administrator and a token of theirs in a file that only this
 * user can read. There is no default password. Answers whether it did.
 */
export const welcomeFirstPerson = async (
  {
    store,
    clock,
    random,
    disk
  }: { readonly store: Store; readonly clock: Clock; readonly random: Random; readonly disk: Disk },
  tokenFile: string,
  sign: SignToken
): Promise<boolean> => {
  if ((await listPersons(store)).length > 0) return false
  const at = clock.now().toISOString()
  const person = random.uuid()
  const token = random.uuid()
  const expiresAt = new Date(Date.parse(at) + tokenDays * dayMs).toISOString()
  await writePrivately(disk, tokenFile, sign(token, person), token)
  const own = { person, label: 'first start', kind: 'person', madeBy: person } as const
  await addToken(store, token, { ...own, createdAt: at, expiresAt, revokedAt: null })
  const roles = ['administrator', 'privacy-officer', 'user-manager'] as const
  await addPerson(store, person, { name: 'Operator', roles, addedBy: null, at })
  return true
}
