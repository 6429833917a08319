import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface Operation {
  readonly operationId?: string
  readonly 'x-lethe-repeat'?: string
}

const read = (platform: string): readonly Operation[] => {
  const text = readFileSync(new URL(`../openapi/${platform}.yaml`, import.meta.url), 'utf8')
  const { paths } = parse(text) as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }
  return Object.values(paths).flatMap(item => Object.values(item))
}

const safe: ReadonlySet<string> = new Set(
  ['openedx', 'openolat']
    .flatMap(read)
    .flatMap(({ operationId, 'x-lethe-repeat': repeat }) => (operationId && repeat === 'safe' ? [operationId] : []))
)

/**
 * Whether calls, by their operations, may be made at the same time on one person: each may be repeated as often as somebody
 * likes, so that a second one may be made while the first, broken off, still goes on. Which they are stands in the documents
 * of the platforms.
 */
export const mayOverlap = (calls: readonly string[]): boolean => calls.length > 0 && calls.every(call => safe.has(call))
