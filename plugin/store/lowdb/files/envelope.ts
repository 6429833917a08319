import { createHash } from 'node:crypto'
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
const head = /^\{"format":1,"sha256":"([0-9a-f]{64})","content":/
const tail = '}\n'

/** Content with its SHA-256, as one line of JSON that a person can read. */
export function encodeDocument(content: Content): Buffer {
  const json = JSON.stringify(content)
  return Buffer.from(`{"format":1,"sha256":"${hash(json)}","content":${json}${tail}`)
}

/** @throws DamagedDocument */
export function decodeDocument(bytes: Buffer): Content {
  const text = bytes.toString('utf8')
  const found = head.exec(text)
  const json = text.slice(found?.[0].length ?? 0, -tail.length)
  if (found === null || !text.endsWith(tail)) throw new DamagedDocument(isJson(text) ? 'wrong-shape' : 'not-json')
  if (hash(json) !== found[1]) throw new DamagedDocument(isJson(text) ? 'checksum-mismatch' : 'not-json')
  const content: unknown = JSON.parse(json)
  if (!isContent(content)) throw new DamagedDocument('wrong-shape')
  return content
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
