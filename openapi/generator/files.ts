import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { bundleDocument } from './bundle.ts'
import type { GeneratedFile } from './generated-file.ts'
import { describeManifest } from './manifest.ts'
import { printOperations, readOperations } from './operations.ts'
import { printTypes } from './types.ts'

/** Platforms whose calls are described in `openapi/<kind>.yaml`. */
const KINDS = ['openedx', 'openolat'] as const

/** What was made, and what could not be made yet because its source does not exist. */
export interface Generation {
  readonly files: readonly GeneratedFile[]
  readonly skipped: readonly string[]
}

/**
 * Makes, in memory, what follows from the OpenAPI documents: the bundle of ours, types, operation tables.
 * @param root folder of the project
 * @throws GeneratorError when a document is wrong
 */
export async function generateFromDocuments(root: string): Promise<Generation> {
  const files: GeneratedFile[] = []
  const skipped: string[] = []
  if (existsSync(join(root, 'openapi/lethe/index.yaml'))) {
    const content = await bundleDocument(join(root, 'openapi/lethe/index.yaml'))
    files.push({ path: 'openapi/lethe.yaml', content })
    // Read at every start: YAML of this length takes half a second, JSON a few milliseconds.
    files.push({ path: 'openapi/lethe.json', content: `${JSON.stringify(parse(content))}\n` })
    files.push({ path: 'openapi/types/lethe.ts', content: await printTypes(content, 'openapi/lethe.yaml') })
  } else {
    skipped.push('openapi/lethe.yaml: openapi/lethe/index.yaml does not exist yet')
  }
  for (const kind of KINDS) {
    const origin = `openapi/${kind}.yaml`
    if (existsSync(join(root, origin))) files.push(...(await generateForPlatform(root, kind, origin)))
    else skipped.push(`openapi/types/${kind}.ts: ${origin} does not exist yet`)
  }
  return { files, skipped }
}

/**
 * Makes the manifest. It loads adapters, which load their operation tables: those must be on the disk before.
 * @param root folder of the project
 * @param made what `generateFromDocuments` gave
 */
export async function generateManifest(root: string, made: Generation): Promise<GeneratedFile> {
  return { path: 'manifest.json', content: await describeManifest(root, parseBundle(made), KINDS) }
}

/** Our own bundled document as data; undefined where it does not exist yet. */
export function parseBundle(made: Generation): unknown {
  const bundle = made.files.find(({ path }) => path === 'openapi/lethe.yaml')
  return bundle === undefined ? undefined : parse(bundle.content)
}

async function generateForPlatform(root: string, kind: string, origin: string): Promise<GeneratedFile[]> {
  const text = await readFile(join(root, origin), 'utf8')
  const operations = readOperations(parse(text), origin)
  return [
    { path: `openapi/types/${kind}.ts`, content: await printTypes(text, origin) },
    { path: `openapi/types/${kind}-operations.ts`, content: printOperations(operations, origin) }
  ]
}
