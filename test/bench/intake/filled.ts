import { createHash, hash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../plugin/clock.ts'
import { idOfDelivery } from '../../../plugin/intake/delivery-id.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import { openStore } from '../../../plugin/store/open.ts'

const tail = '}\n'
const months = 12

/** One file of an open request as the sidecar left it. */
interface Original {
  readonly id: string
  readonly json: string
  readonly head: string
}

/** A request that the brake keeps back: nobody looks at a copy of it before people speak. */
const readOriginal = async (folder: string): Promise<Original> => {
  const parts = { folder: join(folder, 'data'), disk: nodeDisk(), clock: systemClock(), random: systemRandom() }
  const store = await openStore(parts)
  const kept = (await store.query<{ keptBack?: unknown }>('request', { all: true })).find(({ body }) => body.keptBack)
  await store.close()
  if (kept === undefined) throw new Error('no request was kept back')
  const text = readFileSync(join(folder, 'data', 'request', 'open', `${kept.id}.json`), 'utf8')
  const at = text.indexOf('"content":') + '"content":'.length
  return { id: kept.id, json: text.slice(at, -tail.length), head: text.slice(0, at) }
}

const wrap = (head: string, json: string): string =>
  head.replace(/"sha256":"[0-9a-f]{64}"/, `"sha256":"${hash('sha256', json)}"`) + json + tail

/** The same request of somebody else: id and hashes are its own, the rest is as long as it was. */
const copyOf = ({ id, json }: Original, n: number, dueAt: string): { readonly id: string; readonly json: string } => {
  const digest = createHash('sha256').update(`filled ${n}`).digest('hex')
  const other = idOfDelivery(digest)
  const hashes = json.match(/alias:[0-9a-f]{64}/g) ?? []
  let copy = json.replaceAll(id, other).replace(/"dueAt":"[^"]*"/, `"dueAt":"${dueAt}"`)
  for (const [at, alias] of [...new Set(hashes)].entries())
    copy = copy.replaceAll(alias.slice(6), hash('sha256', `${digest} ${at}`))
  return { id: other, json: copy }
}

/** An ended one: on the shelf of its month, without what finds it. */
const ended = (json: string, shelf: string): string =>
  json
    .replace(/"keys":\[[^\]]*\]/, '"keys":[]')
    .replace(/"dueAt":"[^"]*","shelf":null/, `"dueAt":null,"shelf":"${shelf}"`)

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
    const { id, json } = copyOf(original, n, dueAt)
    const shelf = shelves[n % months]!
    const [place, content] = n < open ? ['open', json] : [join('ended', shelf), ended(json, shelf)]
    writeFileSync(join(root, place, `${id}.json`), wrap(original.head, content), { mode: 0o600 })
    if (n % 50_000 === 0) tell(n)
  }
}
