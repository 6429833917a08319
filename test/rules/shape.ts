import ts from 'typescript'
import { lineOf, parseSource, type Source } from './sources.ts'

const LONGEST = 250

/** Names source files over 250 lines. */
export function checkSizes(sources: readonly Source[]): string[] {
  const isLong = ({ text }: Source) => text.trimEnd().split('\n').length > LONGEST
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
