import { hash } from 'node:crypto'
import { currentFormat } from '../../formats/steps.ts'
import { assertFormatKnown, upgradeBody } from '../../formats/upgrade.ts'
import { isInstant, isShelf } from '../../names.ts'
import { type Document, type Kind, kinds, type StoredSignal } from '../../store.ts'

/** What a document's file holds, beside its checksum. */
export interface Content extends Document<unknown> {
  /** How many signals the document has ever had: the last `n` given out. */
  readonly signalled: number
}

/** A document without its body: all that the index needs. */
export type Header = Omit<Content, 'body'>

/** What the index keeps of an open document; of its signals the first at least. */
export type Entry = Omit<Header, 'signals' | 'revision' | 'signalled'> & {
  readonly signals: readonly Pick<StoredSignal, 'at'>[]
}

/** What is written: the body as it is, or as JSON already. */
export type Written = Header & ({ readonly body: unknown } | { readonly bodyJson: string })

/** The content of a document as it stands in its file, and in which format its body is. */
export interface ContentText {
  readonly json: string
  readonly format: number
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
const sumMark = ',"headSha256":"'
// Whatever a later release puts behind its number.
const laterHead = /^\{"format":(\d{1,6}),/

/** The content as JSON: what the index needs stands before the body, with a checksum of its own; signals after it. */
export function spellContent(written: Written): ContentText {
  const { kind, id, revision, keys, unique, dueAt, shelf, signalled, line, signals } = written
  const body = 'bodyJson' in written ? written.bodyJson : JSON.stringify(written.body)
  const since = signals[0]?.at ?? null
  const before = JSON.stringify({ kind, id, revision, keys, unique, dueAt, shelf, signalled, line, since }).slice(0, -1)
  const summed = `${before}${sumMark}${hash('sha256', before)}"`
  return { json: `${summed},"body":${body},"signals":${JSON.stringify(signals)}}`, format: currentFormat }
}

/** Content with its SHA-256, as one line of JSON that a person can read. */
export function encodeDocument({ json, format }: ContentText): Buffer {
  return Buffer.from(`{"format":${format},"sha256":"${hash('sha256', json)}","content":${json}${tail}`)
}

/**
 * The content, its body brought to the format of this release. `isKnown`: it was read or written before.
 * @throws DamagedDocument, StoreError `newer-format`
 */
export function readContentText({ json, format }: ContentText, isKnown = false): Content {
  const parsed: unknown = JSON.parse(json)
  if (!isKnown && !isContent(parsed)) throw new DamagedDocument('wrong-shape')
  // What a start alone reads.
  const { since: _, headSha256: __, ...whole } = parsed as Content & { since: unknown; headSha256: unknown }
  if (format === currentFormat) return whole
  return { ...whole, body: upgradeBody({ ...whole, format }, whole.body) }
}

const bodyStart = ',"body":'
const signalsEnd = ',"signals":[]}'

/**
 * The same of a text that was read or written before: its body is read when somebody asks for it. Whoever writes a
 * document or hears what was said to it asks for the rest alone.
 */
export function readKnownText(text: ContentText): Content {
  const { json, format } = text
  const bodyAt = json.indexOf(bodyStart)
  const before = bodyAt < 0 ? null : parseOrNull(`${json.slice(0, bodyAt)}}`)
  // Where its line has a body of its own, what stands before that is no JSON.
  if (format !== currentFormat || before === null || !json.endsWith(signalsEnd)) return readContentText(text, true)
  const { since: _, headSha256: __, ...header } = before as Header & { since: unknown; headSha256: unknown }
  let read: { readonly body: unknown } | null = null
  const content = {
    ...header,
    signals: [],
    get body() {
      read ??= { body: JSON.parse(json.slice(bodyAt + bodyStart.length, -signalsEnd.length)) }
      return read.body
    }
  }
  // Told to whoever asks for it, and no part of the document: a copy without it would read the body.
  return Object.defineProperty(content, 'signalled', { enumerable: false })
}

/**
 * What a file holds, once its checksum was compared; `file` for whoever must be told of a later format.
 * @throws DamagedDocument, StoreError `newer-format`
 */
export function decodeText(bytes: Buffer, file: string): ContentText {
  const text = bytes.toString('utf8')
  const later = Number(laterHead.exec(text)?.[1] ?? 0)
  if (later > currentFormat && isJson(text)) assertFormatKnown(file, later)
  const found = head.exec(text)
  const json = text.slice(found?.[0].length ?? 0, -tail.length)
  if (found === null || !text.endsWith(tail)) throw new DamagedDocument(isJson(text) ? 'wrong-shape' : 'not-json')
  if (hash('sha256', json) !== found[2]) throw new DamagedDocument(isJson(text) ? 'checksum-mismatch' : 'not-json')
  return { json, format: Number(found[1]) }
}

/** The same, read. Throws as `decodeText` does. */
export function decodeDocument(bytes: Buffer, file: string): Content {
  return readContentText(decodeText(bytes, file))
}

/** Of a file so much is read where its head alone is asked for. */
export const headBytes = 4096
const envelopeBytes = 128
const bodyMark = Buffer.from(',"body":')
const sumBytes = sumMark.length + 64 + 1
const withoutSignals = Buffer.from(`,"signals":[]}${tail}`)

/**
 * What the index keeps of an open document, from the first bytes of its file, whose body is not read: what stands before
 * it has a checksum of its own. Null where they do not tell: then the file is to be read as a whole.
 */
export function decodeEntry(bytes: Buffer): Entry | null {
  const found = head.exec(bytes.toString('latin1', 0, envelopeBytes))
  if (found === null || Number(found[1]) > currentFormat) return null
  const from = found[0].length
  const bodyAt = bytes.indexOf(bodyMark, from)
  const sumAt = bodyAt - sumBytes
  if (sumAt <= from) return null
  const sum = bytes.toString('latin1', sumAt, bodyAt)
  if (sum !== `${sumMark}${hash('sha256', bytes.subarray(from, sumAt))}"`) return null
  // What has this checksum was written by `spellContent`.
  const { kind, id, keys, unique, dueAt, shelf, line, since } = JSON.parse(`${bytes.toString('utf8', from, sumAt)}}`)
  return { kind, id, keys, unique, dueAt, shelf, line, signals: since === null ? [] : [{ at: since }] }
}

/** Whether a file is what was written, without reading more of it than its checksum. */
export function isUndamaged(bytes: Buffer): boolean {
  const found = head.exec(bytes.toString('latin1', 0, envelopeBytes))
  if (found === null || bytes.toString('latin1', bytes.length - tail.length) !== tail) return false
  return hash('sha256', bytes.subarray(found[0].length, -tail.length)) === found[2]
}

/**
 * The same without the body, which is compared with its checksum and not read. A start reads every open document.
 * @throws DamagedDocument, StoreError `newer-format`
 */
export function decodeHeader(bytes: Buffer, file: string): Header {
  const found = head.exec(bytes.toString('latin1', 0, envelopeBytes))
  const from = found?.[0].length ?? 0
  const bodyAt = bytes.indexOf(bodyMark, from)
  const isPlain = found !== null && bodyAt > 0 && Number(found[1]) <= currentFormat
  if (isPlain && bytes.subarray(-withoutSignals.length).equals(withoutSignals)) {
    const header: unknown = parseOrNull(`${bytes.toString('utf8', from, bodyAt)},"signals":[]}`)
    if (isHeader(header) && hash('sha256', bytes.subarray(from, -tail.length)) === found[2]) return header
  }
  // Signals, an older order, damage: read as a whole.
  return decodeDocument(bytes, file)
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether a value has the shape of a document with all that is stored of it; its id may still be no name of a file. */
export function isContent(value: unknown): value is Content {
  return isHeader(value) && 'body' in value
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false
  const content = value as Partial<Record<keyof Header, unknown>>
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
    (content.line === undefined || typeof content.line === 'object')
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
