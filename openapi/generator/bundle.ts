import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { DO_NOT_EDIT, GeneratorError } from './generated-file.ts'

const REDOCLY = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url))

/**
 * Bundles our own document, written as a file per area, into one. Goes through the command because the library below
 * it is no dependency of ours; it prints, so nothing is written.
 * @param index path of the document that refers to the others
 * @returns YAML
 * @throws GeneratorError with what the bundler said
 */
export async function bundleDocument(index: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [REDOCLY, 'bundle', index, '--ext=yaml'], {
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
      maxBuffer: 16 * 1024 * 1024
    })
    return `# ${DO_NOT_EDIT} Source: openapi/lethe/\n${stdout.trimEnd()}\n`
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new GeneratorError(`openapi/lethe/index.yaml cannot be bundled:\n${said.trim()}`)
  }
}
