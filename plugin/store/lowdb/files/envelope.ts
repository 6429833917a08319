import { createHash } from 'node:crypto'
import { currentFormat } from '../../formats/steps.ts'
import { assertFormatKnown, upgradeBody } from '../../formats/upgrade.ts'
import { isInstant, isShelf } from '../../names.ts'
import { type Document, type Kind, kinds, type StoredSignal } from '../../store.ts'

/** What a document's file holds, beside its checksum. */
export interface Content extends Document<unknown> {
  /** How many signals the document has ever had: the last `n` given out. */
  readonly signalled: number
}

/** Why a file is not a document. */
export type Damage = 'not-json' | 'wrong-shape' | 'checksum-mismatch' | 'misplaced' | 'unreadable' | 'missing'

/** Thrown on reading a file that is not what was written. */
export class DamagedDocument extends Error {
  readonly because: Damage

  constructor(because: Damage) {
    super(because)
    this.name = 'DamagedDocument'
    this.because = because
  }
}

// The bytes between the two ends are what the checksum is of, so that no second way of writing JSON can disturb it.
const head = /^\{"format":(\d{1,6}),"sha256":"([0-9a-f]{64})","content":/
const tail = '}\n'
// Whatever a later release puts behind its number.
const laterHead = /^\{"format":(\d{1,6}),/

/** Content with its SHA-256, as one line of JSON that a person can read. */
export function encodeDocument(content: Content): Buffer {
  const json = JSON.stringify(content)
  return Buffer.from(`{"format":${currentFormat},"sha256":"${hash(json)}","content":${json}${tail}`)
}

/**
 * What a file holds, its body brought to the format of this release; `file` for whoever must be told of a later one.
 * @throws DamagedDocument, StoreError `newer-format`
 */
export function decodeDocument(bytes: Buffer, file: string): Content {
  const text = bytes.toString('utf8')
  const later = Number(laterHead.exec(text)?.[1] ?? 0)
  if (later > currentFormat && isJson(text)) assertFormatKnown(file, later)
  const found = head.exec(text)
  const json = text.slice(found?.[0].length ?? 0, -tail.length)
  if (found === null || !text.endsWith(tail)) throw new DamagedDocument(isJson(text) ? 'wrong-shape' : 'not-json')
  if (hash(json) !== found[2]) throw new DamagedDocument(isJson(text) ? 'checksum-mismatch' : 'not-json')
  const content: unknown = JSON.parse(json)
  const format = Number(found[1])
  if (!isContent(content)) throw new DamagedDocument('wrong-shape')
  return { ...content, body: upgradeBody({ ...content, format }, content.body) }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function isContent(value: unknown): value is Content {
  if (typeof value !== 'object' || value === null) return false
  const content = value as Partial<Record<keyof Content, unknown>>
  return (
    kinds.includes(content.kind as Kind) &&
    typeof content.id === 'string' &&
    isCount(content.revision) &&
    isCount(content.signalled) &&
    isListOf(content.keys, isText) &&
    isListOf(content.unique, isText) &&
    isListOf(content.signals, isSignal) &&
    (content.dueAt === null || isInstant(content.dueAt)) &&
    (content.shelf === null || (isText(content.shelf) && isShelf(content.shelf))) &&
    'body' in content
  )
}

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(is)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isSignal(value: unknown): value is StoredSignal {
  return (
    typeof value === 'object' &&
    value !== null &&
    'n' in value &&
    isCount(value.n) &&
    'at' in value &&
    isInstant(value.at)
  )
}
