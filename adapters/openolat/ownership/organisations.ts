import type { OwnershipRow } from '../../contract.ts'
import { readAccount, readList, readNumber } from '../answers.ts'
import { isNotAllowed, type Rest } from '../rest.ts'

/** An organisation and the one above it. */
export interface Organisation {
  readonly key: string
  readonly parent: string | null
}

/** All organisations; null when these credentials may not read them, or the release has none. */
export async function listOrganisations(rest: Rest, signal: AbortSignal): Promise<readonly Organisation[] | null> {
  const operation = 'listOrganisations'
  const answer = await rest.call(operation, { signal })
  if (isNotAllowed(answer) || answer.status === 404) return null
  return readList(operation, answer).map(row => {
    const parent = row.parentOrganisationKey
    return {
      key: String(readNumber(operation, row, 'key')),
      parent: typeof parent === 'number' ? String(parent) : null
    }
  })
}

/** The organisation and those above it, nearest first. */
export function withAncestors(organisations: readonly Organisation[], key: string): string[] {
  const chain: string[] = []
  for (let at: string | null = key; at !== null && !chain.includes(at); ) {
    chain.push(at)
    at = organisations.find(organisation => organisation.key === at)?.parent ?? null
  }
  return chain
}

/** Keys of those who hold a role in an organisation. A release that does not know the role has nobody in it. */
export async function listHolders(rest: Rest, of: string, role: string, signal: AbortSignal): Promise<string[]> {
  const operation = 'listOrganisationMembers'
  const answer = await rest.call(operation, { params: { of, role }, signal })
  if (answer.status === 404) return []
  return readList(operation, answer).map(item => readAccount(operation, item).key)
}

/** Keys of the learning resources of an organisation. */
export async function listEntriesOf(rest: Rest, of: string, signal: AbortSignal): Promise<string[]> {
  const operation = 'listOrganisationEntries'
  const answer = await rest.call(operation, { params: { of }, signal })
  if (answer.status === 404) return []
  return readList(operation, answer).map(item => String(readNumber(operation, item, 'key')))
}

/** Says to which organisation a learning resource belongs: from the nightly list, else by asking each organisation. */
export function findOrganisations(
  rest: Rest,
  organisations: readonly Organisation[],
  rows: readonly OwnershipRow[],
  signal: AbortSignal
): (entry: string) => Promise<string | null> {
  const known = new Map<string, string>()
  for (const { category, key, organisation } of rows) {
    if (isEntry(category) && organisation !== null) known.set(key, organisation)
  }
  let isAsked = false
  return async entry => {
    if (!known.has(entry) && !isAsked) {
      isAsked = true
      for (const { key } of organisations) {
        for (const found of await listEntriesOf(rest, key, signal)) known.set(found, key)
      }
    }
    return known.get(entry) ?? null
  }
}

/** Whether an object of the category is a learning resource, by its key. */
export function isEntry(category: string): boolean {
  return category === 'course' || category === 'learning-resource' || category === 'course-coach'
}
