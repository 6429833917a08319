/** What differs from run to run for reasons of its own: times, tokens of callers, and the stand's own parts. */
const passing = new Set([
  'journal',
  'settings',
  'tokens',
  'sessions',
  'clients',
  'deletedDate',
  'created',
  'modified',
  'responses'
])

/** What a platform's database holds, as comparable text: everything but what differs from run to run anyway. */
export function snapshot(world: unknown): string {
  return JSON.stringify(
    world,
    (key, value: unknown) => {
      if (passing.has(key) || typeof value === 'function') return undefined
      if (value instanceof Map) return [...value]
      if (value instanceof Set) return [...value]
      // Salted anew whenever a site is opened: only whether there is one can be compared.
      if (key === 'password' && typeof value === 'string') return 'usable'
      // Whoever calls OpenOlat by a key gets a token with every answer.
      if (key === 'authentications') return (value as { provider: string }[]).filter(row => row.provider !== 'REST')
      if (key === 'memberships') return (value as unknown[]).map(row => JSON.stringify(row)).sort()
      return value
    },
    1
  )
}

/** The first lines in which two snapshots differ; null when they do not. */
export function firstDifference(one: string, other: string): string | null {
  if (one === other) return null
  const [left, right] = [one.split('\n'), other.split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  return `${left[at] ?? 'nothing'} instead of ${right[at] ?? 'nothing'}`.replace(/ +/g, ' ')
}
