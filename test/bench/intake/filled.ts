import { createHash, hash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../plugin/clock.ts'
import { idOfDelivery } from '../../../plugin/intake/delivery-id.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import {
  type Content,
  decodeDocument,
  encodeDocument,
  spellContent
} from '../../../plugin/store/lowdb/files/envelope.ts'
import { openStore } from '../../../plugin/store/open.ts'

const months = 12

/** One document of an open request as the sidecar left it; its body as text. */
interface Original {
  readonly content: Content
  readonly bodyJson: string
  /** Hashes of its identifiers, by which it is found. */
  readonly hashes: readonly string[]
}

/** A request that the brake keeps back: nobody looks at a copy of it before people speak. */
const readOriginal = async (folder: string): Promise<Original> => {
  const parts = { folder: join(folder, 'data'), disk: nodeDisk(), clock: systemClock(), random: systemRandom() }
  const store = await openStore(parts)
  const kept = (await store.query<{ keptBack?: unknown }>('request', { all: true })).find(({ body }) => body.keptBack)
  await store.close()
  if (kept === undefined) throw new Error('no request was kept back')
  const file = join(folder, 'data', 'request', 'open', `${kept.id}.json`)
  const content = decodeDocument(readFileSync(file), file)
  const hashes = content.keys.flatMap(key => /^alias:([0-9a-f]{64})$/.exec(key)?.[1] ?? [])
  return { content, bodyJson: JSON.stringify(content.body), hashes }
}

/** The same request of somebody else, open or on a shelf: id and hashes are its own, the rest is as long as it was. */
const copyOf = ({ content, bodyJson, hashes }: Original, n: number, dueAt: string, shelf: string | null) => {
  const digest = createHash('sha256').update(`filled ${n}`).digest('hex')
  const id = idOfDelivery(digest)
  const own = new Map([
    [content.id, id],
    ...hashes.map((known, at) => [known, hash('sha256', `${digest} ${at}`)] as const)
  ])
  const replace = (text: string): string => {
    let replaced = text
    for (const [before, after] of own) replaced = replaced.replaceAll(before, after)
    return replaced
  }
  const { body: _, line, ...header } = content
  const found = { keys: header.keys.map(replace), dueAt, shelf, line: JSON.parse(replace(JSON.stringify(line))) }
  const ended = { keys: [], dueAt: null, shelf }
  const bytes = encodeDocument(
    spellContent({ ...header, id, ...(shelf === null ? found : ended), bodyJson: replace(bodyJson) })
  )
  return { id, bytes }
}

/**
 * Fills the data folder of a stopped sidecar with files as its store writes them, byte for byte its form, each with an id,
 * hashes and a checksum of its own: `open` ones, and `all` together. Nothing is synced: it is only to be read.
 */
export const fillFolder = async (
  folder: string,
  { all, open }: { readonly all: number; readonly open: number },
  tell: (made: number) => void
): Promise<void> => {
  const original = await readOriginal(folder)
  const root = join(folder, 'data', 'request')
  const now = Date.now()
  const shelves = Array.from({ length: months }, (_, back) =>
    new Date(now - (back + 1) * 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 7)
  )
  for (const shelf of shelves) mkdirSync(join(root, 'ended', shelf), { recursive: true, mode: 0o700 })
  for (let n = 0; n < all; n += 1) {
    const dueAt = new Date(now + (1 + (n % 25)) * 24 * 60 * 60 * 1000).toISOString()
    const shelf = n < open ? null : shelves[n % months]!
    const { id, bytes } = copyOf(original, n, dueAt, shelf)
    const place = shelf === null ? 'open' : join('ended', shelf)
    writeFileSync(join(root, place, `${id}.json`), bytes, { mode: 0o600 })
    if (n % 50_000 === 0) tell(n)
  }
}
