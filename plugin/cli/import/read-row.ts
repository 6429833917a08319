import type { components } from '../../../openapi/types/lethe.ts'
import { compileSchema, faultsOf, readDocument } from '../../document.ts'
import { columns, identifierKinds } from './columns.ts'

type Demand = components['schemas']['DemandData']

/** What is wrong with one cell, in words that repeat nothing of it. */
export interface CellFault {
  readonly row: number
  readonly column: string
  readonly because: string
}

/** A row that was read: the demand that it stands for, or what is wrong with it. */
export interface ReadRow {
  readonly row: number
  readonly demand: Demand
  readonly faults: readonly CellFault[]
}

type Cells = Readonly<Record<string, string>>

const day = /^\d{4}-\d{2}-\d{2}$/
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/

/** A day as spreadsheets write it becomes one of ISO 8601; with slashes nobody knows which number is the month. */
const dayOf = (text: string): string => {
  const [, of, month, year] = dotted.exec(text) ?? []
  return year === undefined ? text : `${year}-${month!.padStart(2, '0')}-${of!.padStart(2, '0')}`
}

const instantOf = (text: string): string => {
  const said = dayOf(text)
  return day.test(said) ? `${said}T00:00:00Z` : said
}

const answers: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false, '': false }

const given = (pairs: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined && value !== ''))

const optional = (name: string, value: object): object => (Object.keys(value).length === 0 ? {} : { [name]: value })

const demandOf = (platform: string, cells: Cells): unknown => {
  const instant = (name: string) => (cells[name] ? instantOf(cells[name]) : undefined)
  const mandate = given({
    kind: cells.mandate,
    who: cells['mandate-who'],
    how: cells['mandate-how'],
    reference: cells['mandate-reference'],
    obtainedOn: cells['mandate-obtained-on'] ? dayOf(cells['mandate-obtained-on']) : undefined,
    expiresAt: instant('mandate-expires-at'),
    cannotAsk: cells['cannot-ask']
  })
  return {
    platform,
    subject: {
      identifiers: identifierKinds.flatMap(kind => (cells[kind] ? [{ kind, value: cells[kind] }] : []))
    },
    origin: cells.origin || 'on-behalf',
    ground: { article: cells.article ?? '', ...given({ letter: cells.letter }) },
    receivedAt: instant('received-at') ?? '',
    acknowledged: answers[(cells.acknowledged ?? '').toLowerCase()],
    ...given({ copy: cells.copy, note: cells.note }),
    ...optional('proof', given({ kind: cells.proof, at: instant('proof-at') })),
    ...optional('mandate', mandate)
  }
}

const mandateNeeds = ['mandate-who', 'mandate-how', 'mandate-obtained-on'] as const

/** What the API would refuse and no schema says. */
const missingOf = (cells: Cells): readonly (readonly [column: string, because: string])[] => {
  const named = identifierKinds.filter(kind => cells[kind])
  const needs = [...mandateNeeds, ...(cells.mandate === 'consent-to-act' ? [] : ['mandate-reference'])]
  return [
    ...(named.length < 2 ? [[identifierKinds.join(', '), 'two of them must name the person'] as const] : []),
    ...(['article', 'received-at'] as const).filter(name => !cells[name]).map(name => [name, 'is missing'] as const),
    ...(cells.mandate ? needs : [])
      .filter(name => !cells[name])
      .map(name => [name, 'is missing: a mandate is told whole or not at all'] as const)
  ]
}

const because = (column: string, said: string): string => {
  const { means } = columns.find(({ name }) => name === column) ?? {}
  return means === undefined ? said : `${said} (${means})`
}

const columnAt = (pointer: string, cells: Cells): string => {
  const identifier = /^\/subject\/identifiers\/(\d+)/.exec(pointer)
  if (identifier !== null) return identifierKinds.filter(kind => cells[kind])[Number(identifier[1])]!
  if (pointer.startsWith('/subject')) return identifierKinds[0]
  return columns.find(({ at }) => at === pointer)?.name ?? columns.find(({ at }) => at.startsWith(pointer))?.name ?? '?'
}

/** Reads rows into demands on a platform and checks each by our own document; what is wrong is told by row and column. */
export const createReadRow = (platform: string): ((row: number, cells: Cells) => ReadRow) => {
  const isValid = compileSchema(readDocument(), 'DemandData')
  return (row, cells) => {
    const demand = demandOf(platform, cells)
    const missing = missingOf(cells)
    const isMissing = (column: string): boolean => missing.some(([name]) => name.split(', ').includes(column))
    const broken = isValid(demand) ? [] : faultsOf(isValid.errors)
    const wrong = broken
      .map(({ at, because: said }) => [columnAt(at, cells), said] as const)
      .filter(([column]) => !isMissing(column))
    const told = new Map([...missing, ...wrong].map(([column, said]) => [column, because(column, said)]))
    const faults = [...told].map(([column, said]) => ({ row, column, because: said }))
    return { row, demand: demand as Demand, faults }
  }
}
