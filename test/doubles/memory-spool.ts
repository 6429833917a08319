import type { Spool } from '../../adapters/contract.ts'

/** Keeps what an adapter keeps, in memory, as JSON. */
export function createMemorySpool(): Spool {
  const lists = new Map<string, Map<string, string>>()
  const of = (list: string) => {
    const rows = lists.get(list) ?? new Map<string, string>()
    lists.set(list, rows)
    return rows
  }
  return {
    async keep(list, rows) {
      for (const { key, content } of rows) if (!of(list).has(key)) of(list).set(key, JSON.stringify(content))
    },
    list: async list =>
      [...of(list)]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, content]) => ({ key, content: JSON.parse(content) as unknown })),
    async drop(list, keys) {
      for (const key of keys) of(list).delete(key)
    }
  }
}
