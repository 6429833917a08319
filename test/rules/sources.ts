import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** Folder of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A source file, or a made-up one that a rule is tried on. */
export interface Source {
  /** Relative to the root, with `/`. */
  readonly path: string
  readonly text: string
}

/** Something a source reaches for: a module (`node:fs`, `node:fs#rm`, `plugin/clock.ts`) or a global (`Date.now`). */
export interface Use {
  readonly of: string
  readonly line: number
  /** Only for its types: nothing of it runs. */
  readonly isType?: boolean
}

/** Reads every file that fits a pattern; what does not exist yet is simply not there. */
export function readSources(...patterns: readonly string[]): Source[] {
  const exclude = ['node_modules/**', 'openapi/types/**', 'dist/**', '.tap/**']
  const paths = patterns.flatMap(pattern => globSync(pattern, { cwd: ROOT, exclude }))
  return paths.sort().map(path => ({ path, text: readFileSync(`${ROOT}/${path}`, 'utf8') }))
}

/** The code that ships, without what is generated. */
export const readCode = (): Source[] => readSources('plugin/**/*.ts', 'adapters/**/*.ts', 'openapi/**/*.ts')

const parsed = new WeakMap<Source, ts.SourceFile>()

/** Parses a source, once; parents are set. */
export function parseSource(source: Source): ts.SourceFile {
  const known = parsed.get(source)
  if (known !== undefined) return known
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true)
  parsed.set(source, file)
  return file
}

/** Calls `visit` for every node below, in order. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, child => walk(child, visit))
}

/** Line of a node, from 1. */
export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile()
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
}

/** Lists what a source imports, types included. Paths are relative to the root. */
export function listImports(source: Source): Use[] {
  const uses: Use[] = []
  const add = (specifier: ts.Node | undefined, names: readonly string[] = [], isType = false) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return
    const { text } = specifier
    const module = text.startsWith('.') ? posix.join(posix.dirname(source.path), text) : text
    const all = [module, ...names.map(name => `${module}#${name}`)]
    uses.push(...all.map(of => ({ of, line: lineOf(specifier), isType })))
  }
  walk(parseSource(source), node => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, namesOf(node), node.importClause?.isTypeOnly)
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, [], node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, [], true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0])
  })
  return uses
}

/** Lists the globals that a source reaches for: `a.b`, `a()`, and `new A()` where it is given nothing. */
export function listGlobals(source: Source): Use[] {
  const uses: Use[] = []
  walk(parseSource(source), node => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      uses.push({ of: `${node.expression.text}.${node.name.text}`, line: lineOf(node) })
    } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      uses.push({ of: `${node.expression.text}()`, line: lineOf(node) })
    } else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && !node.arguments?.length) {
      uses.push({ of: `new ${node.expression.text}()`, line: lineOf(node) })
    }
  })
  return uses
}

const patterns = new Map<string, RegExp>()

/** Whether a path or module fits a pattern: the same, below a folder that ends in `/`, or by `*` for one segment. */
export function fits(of: string, pattern: string): boolean {
  const known = patterns.get(pattern) ?? compilePattern(pattern)
  patterns.set(pattern, known)
  return known.test(of)
}

function compilePattern(pattern: string): RegExp {
  const expression = pattern.replace(/[.$+?()[\]{}|^\\]/g, '\\$&').replaceAll('*', '[^/]+')
  return new RegExp(`^${expression}${/[/:]$/.test(pattern) ? '' : '$'}`)
}

function namesOf({ importClause }: ts.ImportDeclaration): string[] {
  const named = importClause?.namedBindings
  if (named === undefined || !ts.isNamedImports(named)) return []
  return named.elements.map(element => (element.propertyName ?? element.name).text)
}
