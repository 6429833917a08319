import ts from 'typescript'
import { fits, lineOf, parseSource, type Source, walk } from './sources.ts'

/** A word that is not used, and where it is all the same. */
export interface WordRow {
  readonly word: RegExp
  /** Files that the row speaks of; absent: all. */
  readonly within?: readonly string[]
  readonly except: readonly string[]
  readonly because: string
}

/** Words of identifiers and file names (split at capitals, hyphens and underscores, in lower case). */
export const NAME_ROWS: readonly WordRow[] = [
  {
    word: /^(utils?|helpers?|common|managers?|services?|impl|misc)$/,
    except: ['adapters/openedx/', 'adapters/openolat/'],
    because: 'it says nothing, the field has a word; an adapter may speak as its platform does'
  },
  {
    word: /^(customers?|victims?|tickets?|tenants?|scrub(s|bed|bing)?)$/,
    within: ['plugin/'],
    except: [],
    because: 'one word a thing: subject, request, platform, anonymise'
  },
  {
    word: /^(jobs?|tasks?)$/,
    within: ['plugin/'],
    except: ['plugin/work/bell.ts', 'plugin/work/bell/'],
    because: 'it is a request or an action'
  },
  {
    word: /^(learners?|users?)$/,
    within: ['plugin/'],
    except: [],
    because: 'it is a subject or a person; learner and user stay inside an adapter'
  },
  {
    word: /^(openedx|edx|openolat|olat)$/,
    within: ['plugin/'],
    except: ['plugin/erasure/preconditions/defaults.ts'],
    because: 'platform words stop at the adapter'
  }
]

/** Texts of string literals. Comments may name a platform as a source. */
export const LITERAL_ROWS: readonly WordRow[] = [
  {
    word: /openedx|open edx|\bedx\b|openolat|\bolat\b/i,
    within: ['plugin/'],
    except: [
      'plugin/erasure/preconditions/defaults.ts',
      'plugin/erasure/policy.ts',
      'plugin/evidence/allowed.ts',
      'plugin/texts/',
      'plugin/cli/'
    ],
    because: 'platform words stop at the adapter, but for the tables per kind and texts for people'
  }
]

/** Words of the whole text, comments included. */
export const TEXT_ROWS: readonly WordRow[] = [
  { word: /anonymiz|pseudonymiz|behavior/i, except: [], because: 'British spelling' },
  {
    word: /\bcolors?\b(?!-(scheme|contrast))/i,
    except: ['plugin/notify/mail/html.ts', 'plugin/pages/certificate/style.ts'],
    because: 'British spelling, but for the words of CSS and axe'
  },
  { word: /\b(TODO|FIXME|XXX|HACK)\b/, except: [], because: 'done, or an issue' },
  {
    word: /@ts-(ignore|nocheck|expect-error)|biome-ignore .*noExplicitAny/,
    except: [],
    because: 'the code is mended, not the check'
  },
  { word: /(^|[\s'"`(])\/(home|root|Users)\//, except: [], because: 'no machine is ours alone' }
]

/** Names declared words that a row forbids, in file names and declarations. */
export function checkNames(sources: readonly Source[], rows = NAME_ROWS): string[] {
  return sources.flatMap(source => {
    const complain = (name: string, line: number) =>
      rowsFor(source, rows)
        .filter(({ word }) => splitWords(name).some(part => word.test(part)))
        .map(({ because }) => `${source.path}:${line} is named ${name}: ${because}`)
    const found = complain(source.path.slice(source.path.lastIndexOf('/') + 1), 0)
    walk(parseSource(source), node => {
      const name = ts.isIdentifier(node) && isDeclared(node) ? node.text : null
      if (name !== null) found.push(...complain(name, lineOf(node)))
    })
    return found
  })
}

/** Names string literals that a row forbids; the paths of imports are no literals. */
export function checkLiterals(sources: readonly Source[], rows = LITERAL_ROWS): string[] {
  return sources.flatMap(source => {
    const found: string[] = []
    walk(parseSource(source), node => {
      if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node)) return
      if (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return
      const broken = rowsFor(source, rows).filter(({ word }) => word.test(node.text))
      found.push(...broken.map(({ because }) => `${source.path}:${lineOf(node)} says '${node.text}': ${because}`))
    })
    return found
  })
}

/** Names lines of any text that a row forbids. */
export function checkTexts(sources: readonly Source[], rows = TEXT_ROWS): string[] {
  return sources.flatMap(source =>
    source.text.split('\n').flatMap((text, index) =>
      rowsFor(source, rows)
        .filter(({ word }) => word.test(text))
        .map(({ because }) => `${source.path}:${index + 1} ${text.trim().slice(0, 80)}: ${because}`)
    )
  )
}

function rowsFor({ path }: Source, rows: readonly WordRow[]): WordRow[] {
  const fitsOne = (patterns: readonly string[]) => patterns.some(pattern => fits(path, pattern))
  return rows.filter(({ within, except }) => (within === undefined || fitsOne(within)) && !fitsOne(except))
}

/** Names of roles are data, also where they are a name in code. */
const ROLES = /user-?manager/gi

function splitWords(name: string): string[] {
  return name
    .replace(ROLES, '')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
}

function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node
  const declares = ts.isVariableDeclaration(parent) || ts.isFunctionDeclaration(parent) || ts.isParameter(parent)
  const names = ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent) || ts.isClassDeclaration(parent)
  return (declares || names || (ts.isPropertySignature(parent) && !isForeign(parent))) && parent.name === node
}

/** Whether a property is another package's, which is only described more closely here. */
function isForeign(node: ts.Node): boolean {
  return ts.findAncestor(node, ts.isModuleDeclaration) !== undefined
}
