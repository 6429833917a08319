import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeMaterials } from './generator/bill-of-materials.ts'
import { describeErrors } from './generator/error-pages.ts'
import { type Generation, generateFromDocuments, generateManifest, parseBundle } from './generator/files.ts'
import { type GeneratedFile, GeneratorError } from './generator/generated-file.ts'
import { describeRows } from './generator/rows-page.ts'
import { describeSettings } from './generator/settings-page.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Names the generated files whose content on the disk is not what their sources give. Writes nothing.
 * @param root folder of the project
 * @returns paths relative to it, with what is wrong
 * @throws GeneratorError when a source is wrong
 */
export async function checkGenerated(root = ROOT): Promise<string[]> {
  const made = await generateFromDocuments(root)
  const files = [...made.files, await generateManifest(root, made), ...(await generatePages(root, made))]
  const differing = await Promise.all(files.map(file => compare(root, file)))
  return differing.filter(line => line !== null)
}

/**
 * Writes every generated file whose content changed.
 * @returns one line a file written or skipped
 * @throws GeneratorError when a source is wrong; what was generated before it is written
 */
export async function writeGenerated(root = ROOT): Promise<string[]> {
  const made = await generateFromDocuments(root)
  const lines = made.skipped.map(line => `skipped ${line}`)
  for (const file of made.files) lines.push(...(await write(root, file)))
  lines.push(...(await write(root, await generateManifest(root, made))))
  for (const file of await generatePages(root, made)) lines.push(...(await write(root, file)))
  return lines
}

/** The guides that follow from tables, and the bill of what the lock file ships. */
async function generatePages(root: string, made: Generation): Promise<GeneratedFile[]> {
  const errors = await describeErrors(root, parseBundle(made))
  return [
    ...(await describeMaterials(root)),
    ...(await describeRows(root)),
    ...(await describeSettings(root)),
    ...errors
  ]
}

async function compare(root: string, { path, content }: GeneratedFile): Promise<string | null> {
  const file = join(root, path)
  if (!existsSync(file)) return `${path} is missing`
  return (await readFile(file, 'utf8')) === content ? null : `${path} is not what its source gives`
}

async function write(root: string, file: GeneratedFile): Promise<string[]> {
  if ((await compare(root, file)) === null) return []
  await mkdir(dirname(join(root, file.path)), { recursive: true })
  await writeFile(join(root, file.path), file.content)
  return [`wrote ${file.path}`]
}

if (import.meta.main) {
  try {
    const isCheck = process.argv.includes('--check')
    const lines = isCheck ? await checkGenerated() : await writeGenerated()
    for (const line of lines) process.stdout.write(`${line}\n`)
    if (lines.length === 0) process.stdout.write('generated files are up to date\n')
    else if (isCheck) process.stdout.write('run `npm run generate` and commit what it writes\n')
    process.exitCode = isCheck && lines.length > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
