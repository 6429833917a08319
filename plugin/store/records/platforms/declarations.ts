import type { Declarations } from '../../../erasure/preconditions/precondition.ts'
import type { Document, Store } from '../../store.ts'
import type { DeclarationBody } from '../bodies.ts'
import { changeKnown, filed, shelvedAt } from '../change.ts'

const byAge = (one: Document<DeclarationBody>, other: Document<DeclarationBody>): number =>
  one.body.at === other.body.at ? one.id.localeCompare(other.id) : one.body.at.localeCompare(other.body.at)

/** What was stated of a site and not replaced since, oldest first. */
export const listDeclarations = async (store: Store, platform: string): Promise<readonly Document<DeclarationBody>[]> =>
  [...(await store.query<DeclarationBody>('declaration', { key: `platform:${platform}` }))].sort(byAge)

/** States something of a site; what was stated before on the same matter goes on the shelf, without its hashes. */
export const declare = async (store: Store, id: string, body: DeclarationBody): Promise<void> => {
  const before = (await listDeclarations(store, body.platform)).filter(one => one.body.about === body.about)
  await store.put('declaration', id, filed(body, [`platform:${body.platform}`]), { expected: 0 })
  for (const { id: old } of before) {
    await changeKnown<DeclarationBody>(store, { kind: 'declaration', id: old, unknown: 'platform-unknown' }, one => {
      const { graderAliases, courseOwnerAliases, ...value } = one.body.value
      const emptied = {
        ...(graderAliases && { graderAliases: [] }),
        ...(courseOwnerAliases && { courseOwnerAliases: [] })
      }
      return {
        body: { ...one.body, value: { ...value, ...emptied } },
        ...shelvedAt(body.at)
      }
    })
  }
}

/** Whether a statement still holds. */
export const isInForce = (body: DeclarationBody, at: string): boolean => body.expiresAt === null || body.expiresAt > at

/** What the site's statements say about a subject with these aliases. What nobody stated is never yes. */
export const declarationsOf = async (
  store: Store,
  platform: string,
  aliases: readonly string[],
  at: string
): Promise<Declarations> => {
  const all = (await listDeclarations(store, platform)).filter(({ body }) => isInForce(body, at))
  const last = (about: DeclarationBody['about']): DeclarationBody['value'] | undefined =>
    all.findLast(({ body }) => body.about === about)?.body.value
  const isAmong = (declared: readonly string[] | undefined): boolean | null =>
    declared === undefined ? null : aliases.some(alias => declared.includes(alias))
  return {
    noInvoices: last('invoices')?.invoicesIssued === false,
    isDeclaredGrader: isAmong(last('graders')?.graderAliases),
    isDeclaredCourseOwner: isAmong(last('course-teams')?.courseOwnerAliases),
    institutionProviders: last('institution-providers')?.providers ?? []
  }
}
