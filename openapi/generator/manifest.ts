import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { GeneratorError } from './generated-file.ts'

type Node = Readonly<Record<string, unknown>>

/**
 * Describes this plugin to machines: what it takes in, asks, needs and can be set to. A part that does not exist yet
 * stands there empty.
 * @param root folder of the project
 * @param document our own bundled document, parsed; its `webhooks` are the deliveries
 * @param kinds platform kinds with an OpenAPI document
 * @throws GeneratorError when a part exists and does not export what it should
 */
export async function describeManifest(root: string, document: unknown, kinds: readonly string[]): Promise<string> {
  const { name, version, description } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Node
  const manifest = {
    name,
    version,
    description,
    deliveries: readDeliveries(document),
    platforms: await Promise.all(kinds.map(kind => describePlatform(root, kind))),
    preconditions: rows(await load(root, 'plugin/erasure/preconditions/index.ts', 'preconditions'), ['id', 'question']),
    settings: rows(await load(root, 'plugin/config.ts', 'settings'), ['name', 'type', 'default', 'meaning'])
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

function readDeliveries(document: unknown): Node[] {
  const webhooks = ((document as Node | undefined)?.webhooks ?? {}) as Readonly<Record<string, Node>>
  return Object.entries(webhooks).map(([type, item]) => {
    const post = (item.post ?? {}) as Node
    return { type, meaning: post.summary ?? null }
  })
}

async function describePlatform(root: string, kind: string): Promise<Node> {
  const path = `adapters/${kind}/index.ts`
  const adapter = (await load(root, path, 'adapter')) as Node | undefined
  const permissions = await load(root, path, 'permissions', 'optional')
  return { kind, permissions: rows(permissions, ['id', 'means']), options: adapter?.optionsSchema ?? null }
}

async function load(root: string, path: string, name: string, need = 'needed'): Promise<unknown> {
  const file = join(root, path)
  if (!existsSync(file)) return undefined
  let module: Node
  try {
    module = (await import(pathToFileURL(file).href)) as Node
  } catch (error) {
    throw new GeneratorError(`${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (module[name] === undefined && need === 'needed') throw new GeneratorError(`${path} does not export ${name}`)
  return module[name]
}

/** Takes only the named keys, so that a function or a private field of a row never reaches the file. */
function rows(list: unknown, keys: readonly string[]): Node[] {
  if (list === undefined) return []
  if (!Array.isArray(list)) throw new GeneratorError(`a list of { ${keys.join(', ')} } is expected`)
  return list.map((row: Node) => Object.fromEntries(keys.map(key => [key, row[key] ?? null])))
}
