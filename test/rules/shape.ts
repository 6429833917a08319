import ts from 'typescript'
import { fits, lineOf, parseSource, type Source } from './sources.ts'

const LONGEST = 250

/** Files that may be longer, and why. */
export const LONGER: readonly { readonly path: string; readonly because: string }[] = [
  { path: 'adapters/contract.ts', because: 'types and their meaning: the whole seam on one page, nothing that runs' }
]

/** Names source files over 250 lines. */
export function checkSizes(sources: readonly Source[]): string[] {
  const isLong = ({ path, text }: Source) =>
    text.trimEnd().split('\n').length > LONGEST && !LONGER.some(longer => fits(path, longer.path))
  return sources.filter(isLong).map(({ path }) => `${path} has more than ${LONGEST} lines`)
}

/** Names files and folders that are not kebab-case. */
export function checkFileNames(sources: readonly Pick<Source, 'path'>[]): string[] {
  const isKebab = (part: string) => /^[a-z\d]+(-[a-z\d]+)*(\.[a-z\d]+)*$/.test(part)
  return sources.filter(({ path }) => !path.split('/').every(isKebab)).map(({ path }) => `${path} is not kebab-case`)
}

/** Names exports without a docstring; what is passed on from elsewhere has its docstring there. */
export function checkDocstrings(sources: readonly Source[]): string[] {
  return sources.flatMap(source => {
    const undocumented = parseSource(source)
      .statements.filter(isExported)
      .filter(node => !hasDocstring(node))
    return undocumented.map(node => `${source.path}:${lineOf(node)} exports without a docstring`)
  })
}

function isExported(node: ts.Statement): boolean {
  const isKept =
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  return isKept === true || ts.isExportAssignment(node)
}

function hasDocstring(node: ts.Statement): boolean {
  const text = node.getSourceFile().text
  const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []
  const last = comments.at(-1)
  return last !== undefined && text.startsWith('/**', last.pos)
}
