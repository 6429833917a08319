import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const root = fileURLToPath(new URL('../../plugin/texts/', import.meta.url))

/** A mark that stands where a catalogue puts a value in. */
const value = '\u00a4'

/** All sentences of a catalogue: texts as they are, and of those with values the pieces around them. */
function collect(entry: unknown, into: Set<string>, depth = 0): void {
  if (depth > 6 || entry === null) return
  if (typeof entry === 'string') for (const piece of entry.split(value)) into.add(piece.trim())
  else if (typeof entry === 'function') collect(call(entry as (...values: unknown[]) => unknown), into, depth + 1)
  else if (typeof entry === 'object') for (const each of Object.values(entry)) collect(each, into, depth + 1)
}

function call(make: (...values: unknown[]) => unknown): unknown {
  try {
    return make(value, value, value)
  } catch {
    return null
  }
}

let found: readonly string[] | null = null

/** Every English piece of at least three words in the catalogues that is not the German one too. */
export async function readEnglish(): Promise<readonly string[]> {
  if (found !== null) return found
  const english = new Set<string>()
  const german = new Set<string>()
  for (const file of globSync('**/*.ts', { cwd: root })) {
    const exported = (await import(`${root}${file}`)) as Record<string, unknown>
    for (const [name, catalogue] of Object.entries(exported)) gather(name, catalogue, english, german)
  }
  found = [...english].filter(text => text.split(/\s+/).length >= 3 && text.length >= 14 && !german.has(text))
  return found
}

/** Catalogues are objects by language at any depth, or exports that are called by it. */
function gather(name: string, entry: unknown, english: Set<string>, german: Set<string>, depth = 0): void {
  if (name === 'en') collect(entry, english)
  if (name === 'de') collect(entry, german)
  if (name === 'en' || name === 'de' || depth > 4 || typeof entry !== 'object' || entry === null) return
  for (const [key, each] of Object.entries(entry)) gather(key, each, english, german, depth + 1)
}

/** What is read on a page, without what is marked as English. */
const readPage = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const marked = Array.from(document.querySelectorAll<HTMLElement>('body [lang="en"]:not([hidden])'))
    for (const element of marked) element.hidden = true
    const text = document.body.innerText
    for (const element of marked) element.hidden = false
    return text
  })

/** English sentences that stand on a page. */
export async function findEnglish(page: Page): Promise<readonly string[]> {
  const flat = (sentence: string) => sentence.replaceAll(/\s+/g, ' ')
  const text = flat(await readPage(page))
  return (await readEnglish()).filter(sentence => text.includes(flat(sentence)))
}
