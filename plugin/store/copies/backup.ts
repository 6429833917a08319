import { createHash } from 'node:crypto'
import { currentFormat } from '../formats/steps.ts'
import { assertFormatKnown, upgradeBody } from '../formats/upgrade.ts'
import { isContent } from '../lowdb/files/envelope.ts'
import { isInstant, isSafeId, referenceOf } from '../names.ts'
import { isRestoredCopy } from '../records/own/store-restores.ts'
import { StoreError } from '../store-error.ts'
import { createNameWatch } from './twice.ts'
import { type CopySource, createWitness, type Seen, type WholeDocument } from './whole.ts'

/** The first line of a backup. */
interface Head {
  readonly lethe: 'backup'
  /** Of the backup itself: how its lines are to be read. */
  readonly version: number
  /** The latest format of a document in it. */
  readonly format: number
  readonly madeAt: string
  readonly from: string
}

/** The last one; a backup without it was cut. */
interface End extends Seen {
  readonly end: true
}

const version = 1
const known = /^\{"format":(\d{1,6}),"sha256":"([0-9a-f]{64})","document":/

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The lines of a backup: what it is, a document a line in any order, and what was seen. `madeAt` is before the first of
 * them was read: whatever was done after it may be missing.
 */
export async function* drawBackup(
  source: Pick<CopySource, 'name' | 'documents'>,
  madeAt: string,
  tell: (done: number) => void
): AsyncIterable<string> {
  const head: Head = { lethe: 'backup', version, format: currentFormat, madeAt, from: source.name }
  yield `${JSON.stringify(head)}\n`
  const witness = createWitness()
  let done = 0
  for await (const document of source.documents()) {
    // That it was itself restored and not started is no part of it.
    if (isRestoredCopy(document)) continue
    witness.see(document)
    const json = JSON.stringify(document)
    yield `{"format":${currentFormat},"sha256":"${hash(json)}","document":${json}}\n`
    done += 1
    tell(done)
  }
  const end: End = { end: true, ...witness.seen() }
  yield `${JSON.stringify(end)}\n`
}

const damaged = (name: string, because: string): StoreError =>
  new StoreError('backup-damaged', `${name}: ${because}. Take an older backup; nothing was restored`)

const parse = (name: string, line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw damaged(name, 'it is cut, or no backup')
  }
}

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0

const readHead = (name: string, line: string | undefined): Head => {
  const head = parse(name, line ?? '') as Partial<Head> | null
  if (head?.lethe !== 'backup') throw damaged(name, 'it is no backup')
  const isWhole = isNumber(head.version) && isNumber(head.format) && isInstant(head.madeAt)
  if (!isWhole) throw damaged(name, 'its first line was changed')
  if (head.version !== version) assertFormatKnown(name, currentFormat + 1)
  assertFormatKnown(name, head.format!)
  return head as Head
}

const readDocument = (name: string, line: string): WholeDocument => {
  const [start, format, sha256] = known.exec(line) ?? []
  const json = line.slice(start?.length, -1)
  if (start === undefined || hash(json) !== sha256) throw damaged(name, 'a line was changed')
  const document = parse(name, json)
  // Its id and its shelf become the path of a file: a hash says nothing of who wrote the line.
  if (!isContent(document) || !isSafeId(document.id)) throw damaged(name, 'a line is no document')
  return { ...document, body: upgradeBody({ ...document, format: Number(format) }, document.body) }
}

/** What a backup says of itself by its first and its last line, and what is in it, which is checked line by line. */
export interface Backup {
  readonly head: Head
  readonly end: Seen
  readonly source: CopySource
}

/**
 * Opens a backup and reads it to its end. `lines` gives them anew at every call, without their ends. Throws
 * `backup-damaged` for one that was cut or changed, `newer-format`.
 */
export const openBackup = async (name: string, lines: () => AsyncIterable<string>): Promise<Backup> => {
  let head: Head | null = null
  let end: End | null = null

  async function* readAll(): AsyncIterable<WholeDocument> {
    let isHead = true
    let isOver = false
    for await (const line of lines()) {
      if (isHead) head = readHead(name, line)
      else if (isOver) throw damaged(name, 'something stands behind its end')
      else if (line.startsWith('{"end":')) {
        isOver = true
        end = parse(name, line) as End
      } else yield readDocument(name, line)
      isHead = false
    }
    if (!isOver) throw damaged(name, 'it is cut, or no backup')
  }
  const names = createNameWatch()
  for await (const { kind, id } of readAll()) names.see(referenceOf(kind, id))
  if (names.hasTwice()) throw damaged(name, 'a document stands twice in it')
  const documents = names.count
  const { documents: said, counts, sha256 } = end!
  if (said !== documents) throw damaged(name, `it has ${documents} documents, not ${said}`)
  return {
    head: head!,
    end: { documents, counts, sha256 },
    source: { name, count: async () => documents, documents: readAll, close: async () => {} }
  }
}
