/** What is the sandbox's own, and in no backup of the platform: its journal, its switches and its clock. */
const notData = ['journal', 'settings', 'now']

/** Puts a collection back in place, because others hold it; anything else is replaced. */
function putBack(world: Record<string, unknown>, name: string, saved: unknown): void {
  const there = world[name]
  if (there instanceof Map && saved instanceof Map) {
    there.clear()
    for (const [key, value] of saved) there.set(key, value)
  } else if (there instanceof Set && saved instanceof Set) {
    there.clear()
    for (const value of saved) there.add(value)
  } else if (Array.isArray(there) && Array.isArray(saved)) there.splice(0, there.length, ...saved)
  else world[name] = saved
}

/**
 * Copies everything that a platform's database holds, and answers how it is put back, as often as one likes. What was
 * done since is then undone: numbers that were given since are free again, and deleted accounts live.
 */
export function takeBackup(world: object): () => void {
  const data = world as Record<string, unknown>
  const names = Object.keys(data).filter(name => !notData.includes(name))
  // One copy of all: what refers to the same account still does afterwards.
  const saved = structuredClone(Object.fromEntries(names.map(name => [name, data[name]])))
  return () => {
    const copy = structuredClone(saved)
    for (const name of names) putBack(data, name, copy[name])
  }
}
