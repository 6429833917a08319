import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DO_NOT_EDIT, type GeneratedFile } from './generated-file.ts'

interface Setting {
  readonly name: string
  readonly default: string | number | null
  readonly meaning: string
}

const source = 'plugin/config.ts'

/**
 * The page of what the process reads from its environment, from the same rows as the manifest.
 * @param root folder of the project
 * @returns no page where the settings do not exist
 */
export async function describeSettings(root: string): Promise<GeneratedFile[]> {
  const file = join(root, source)
  if (!existsSync(file)) return []
  const { settings } = (await import(pathToFileURL(file).href)) as { readonly settings: readonly Setting[] }
  const content = [
    `<!-- ${DO_NOT_EDIT} Source: ${source} -->`,
    '# Settings',
    '',
    'What the process reads from its environment when it starts. It needs none of them; a wrong one stops the start and is',
    'named ([codes of the start](start-and-commands.md)). Everything about a platform is stored instead, and set on the',
    'pages, over the API or by `lethe`.',
    '',
    '| setting | default | meaning |',
    '|---|---|---|',
    ...settings.map(
      ({ name, default: usual, meaning }) => `| \`${name}\` | ${usual === null ? '' : `\`${usual}\``} | ${meaning} |`
    ),
    ''
  ].join('\n')
  return [{ path: 'plugin/guides/settings.md', content }]
}
