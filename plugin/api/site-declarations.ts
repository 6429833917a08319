import type { Identifier } from '../../adapters/contract.ts'
import type { components } from '../../openapi/types/lethe.ts'
import { aliasOf } from '../store/records/aliases.ts'
import type { DeclarationBody } from '../store/records/bodies.ts'
import { declare, listDeclarations } from '../store/records/platforms/declarations.ts'
import type { ApiParts } from './parts.ts'

type Site = components['schemas']['SiteDeclarations']
type Parts = Pick<ApiParts, 'store' | 'keys' | 'random'>

/** Who grades, or owns courses, as it is stored: keyed hashes; nobody is an empty list, unknown is no list at all. */
export const aliasesValue = (
  { keys }: Pick<Parts, 'keys'>,
  platform: string,
  name: 'graderAliases' | 'courseOwnerAliases',
  people: Site['graders']
): DeclarationBody['value'] => {
  if (people === 'unknown') return {}
  return { [name]: people === 'nobody' ? [] : people.map(one => aliasOf(keys, platform, one as Identifier)) }
}

/** The first statements of a site; they do not expire until somebody states otherwise. */
export const declareSite = async (
  parts: Parts,
  platform: string,
  site: Site,
  { by, at }: { by: string; at: string }
): Promise<void> => {
  const rows: readonly Pick<DeclarationBody, 'about' | 'value'>[] = [
    { about: 'invoices', value: { invoicesIssued: site.invoicesIssued } },
    { about: 'graders', value: aliasesValue(parts, platform, 'graderAliases', site.graders) },
    { about: 'institution-providers', value: { providers: site.institutionProviders } }
  ]
  for (const row of rows) await declare(parts.store, parts.random.uuid(), { ...row, platform, by, at, expiresAt: null })
}

/** Takes the statements of a site away with the site. */
export const forgetSite = async ({ store }: Pick<Parts, 'store'>, platform: string): Promise<void> => {
  for (const { id, revision } of await listDeclarations(store, platform))
    await store.remove('declaration', id, revision)
}
