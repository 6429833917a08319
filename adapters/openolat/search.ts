import type { SearchQuery, Subject } from '../contract.ts'
import { readLifecycle, searchAccounts, toSubject } from './accounts.ts'
import type { Account } from './answers.ts'
import type { Rest } from './rest.ts'

const searchLimit = 50

/** Parameters of one search of OpenOlat; a name is looked for as first and as last name (fact sheet 2.2). */
const parametersOf = (query: SearchQuery, value: string): readonly Readonly<Record<string, string>>[] => {
  switch (query.by) {
    case 'login':
      return [{ login: `*${value}*` }]
    case 'name':
      return [{ lastName: `*${value}*` }, { firstName: `*${value}*` }]
    case 'external-id':
      return [{ externalId: value }]
    case 'email':
      return [{ email: value }]
    case 'authentication':
      return [{ authProvider: query.provider, authUsername: value }]
  }
}

/** Accounts that fit what people look for, at most fifty; deleted ones, guests and those of others are left out. */
export async function searchSubjects(rest: Rest, query: SearchQuery, signal: AbortSignal): Promise<Subject[]> {
  const value = query.value.replace(/[*"]/g, '').trim()
  if (value === '') return []
  const hits = new Map<string, Account>()
  for (const parameters of parametersOf(query, value)) {
    for (const account of await searchAccounts(rest, parameters, signal)) hits.set(account.key, account)
  }
  const subjects: Subject[] = []
  for (const account of [...hits.values()].slice(0, searchLimit)) {
    const lifecycle = await readLifecycle(rest, account.key, signal)
    if (typeof lifecycle !== 'string') subjects.push(await toSubject(rest, account, signal))
  }
  return subjects
}
