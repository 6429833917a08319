import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError, exitCodes } from './exit-codes.ts'

/** A file's text. Throws `file-unreadable`. */
export const readAny = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file)
  } catch {
    throw new CliError(exitCodes.notFound, 'file-unreadable', `cannot read ${file}`)
  }
}

const isKeyList = (value: unknown): value is { keys: readonly { publicKey: string }[] } =>
  typeof value === 'object' && value !== null && Array.isArray((value as { keys?: unknown }).keys)

const keysOf = (text: string): readonly string[] => {
  if (!text.trimStart().startsWith('{')) return text.split(/\s+/).filter(Boolean)
  try {
    const parsed: unknown = JSON.parse(text)
    return isKeyList(parsed) ? parsed.keys.map(({ publicKey }) => publicKey) : []
  } catch {
    return []
  }
}

const publicHalf = /^certificate(-[1-9][0-9]*)?\.pub$/

/**
 * Public keys to trust (raw Ed25519, base64url): of a file (`certificate.pub`, or what `GET /certificate-keys` answers),
 * else every one in the keys folder, past ones too. Throws `file-unreadable`.
 */
export const readTrustedKeys = async (file: string | undefined, keysFolder: string): Promise<readonly string[]> => {
  if (file !== undefined) return keysOf((await readAny(file)).toString())
  const names = await readdir(keysFolder).catch(() => [])
  const files = names.filter(name => publicHalf.test(name))
  if (files.length === 0) return keysOf((await readAny(join(keysFolder, 'certificate.pub'))).toString())
  return (await Promise.all(files.map(name => readAny(join(keysFolder, name))))).flatMap(text =>
    keysOf(text.toString())
  )
}
