import type { Operation, Repeat } from '../../adapters/contract.ts'
import { DO_NOT_EDIT, GeneratorError } from './generated-file.ts'

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const
const UNSUPPORTED = ['options', 'trace'] as const
const REPEATS: readonly Repeat[] = ['safe', 'read-first', 'never']

type Node = Readonly<Record<string, unknown>>

/**
 * Lists the operations of an OpenAPI 3.1 document in its order.
 * @param document the parsed document
 * @param origin its path, for messages
 * @throws GeneratorError naming the operation: no or a second `operationId`, `x-lethe-repeat` missing or unknown
 */
export function readOperations(document: unknown, origin: string): Operation[] {
  const operations: Operation[] = []
  for (const [path, item] of Object.entries(asNode(asNode(document).paths))) {
    for (const method of [...METHODS, ...UNSUPPORTED]) {
      const declared = asNode(item)[method]
      if (declared === undefined) continue
      const operation = readOperation(asNode(declared), method, path, origin)
      if (operations.some(other => other.id === operation.id)) {
        throw new GeneratorError(`${origin}: operationId ${operation.id} stands there twice`)
      }
      operations.push(operation)
    }
  }
  return operations
}

function readOperation(declared: Node, method: string, path: string, origin: string): Operation {
  const id = declared.operationId
  const name = `${method.toUpperCase()} ${path}`
  if (typeof id !== 'string') throw new GeneratorError(`${origin}: ${name} has no operationId`)
  if (!METHODS.some(known => known === method)) throw new GeneratorError(`${origin}: ${id} uses ${method}`)
  const repeat = REPEATS.find(known => known === declared['x-lethe-repeat'])
  if (repeat === undefined) {
    throw new GeneratorError(`${origin}: ${id} (${name}) lacks x-lethe-repeat: ${REPEATS.join(' | ')}`)
  }
  return { id, method: method.toUpperCase() as Operation['method'], path, repeat }
}

/** Prints the operation table of a platform as a TypeScript module; the keys are the operation ids. */
export function printOperations(operations: readonly Operation[], origin: string): string {
  const rows = operations.map(({ id, method, path, repeat }) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(id) ? id : quote(id)
    return `  ${key}: { id: ${quote(id)}, method: '${method}', path: ${quote(path)}, repeat: '${repeat}' }`
  })
  return [
    `// ${DO_NOT_EDIT} Source: ${origin}`,
    `import type { Operation } from '../../adapters/contract.ts'`,
    '',
    `/** Every operation of ${origin}, by its id. */`,
    'export const operations = {',
    rows.join(',\n'),
    '} as const satisfies Record<string, Operation>',
    ''
  ].join('\n')
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null ? (value as Node) : {}
}
