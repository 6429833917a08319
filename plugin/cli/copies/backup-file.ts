import { createReadStream } from 'node:fs'
import { open, stat, unlink } from 'node:fs/promises'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Config } from '../../config.ts'
import type { Random } from '../../random.ts'
import { StoreError } from '../../store/store-error.ts'
import { CliError, exitCodes } from '../exit-codes.ts'
import { isThere, partOf, removeOverdueParts, takeName } from './backup-part.ts'

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false
  )

/**
 * The file that a backup goes to: the one that is named, or one named after the instant in the folder that is. Throws
 * `folder-missing` for a name without an ending: it is meant as a folder, and the second backup would find a file there.
 */
export const backupFileOf = async (named: string, madeAt: string): Promise<string> => {
  if (await isFolder(named)) return join(named, `lethe-${madeAt.slice(0, 19).replaceAll(':', '-')}Z.backup`)
  if (extname(named) === '' || named.endsWith('/'))
    throw new CliError(
      exitCodes.usage,
      'folder-missing',
      `${named} is no folder: make it (mkdir), or name a file with an ending, ${resolve(named)}.backup`
    )
  return named
}

const isInside = (file: string, folder: string): boolean => !relative(resolve(folder), resolve(file)).startsWith('..')

const taken = (file: string, because: string): CliError =>
  new CliError(exitCodes.usage, 'file-exists', `${file} ${because}`)

/** Whoever has keys and data can open what was sealed; a backup in the data folder is lost with it. */
export const checkBackupFile = async (file: string, config: Config): Promise<void> => {
  const { keysFolder, endedIdsFolder = keysFolder, dataFolder } = config
  const beside = [keysFolder, endedIdsFolder, dataFolder].find(folder => isInside(file, folder))
  if (beside !== undefined)
    throw new CliError(exitCodes.usage, 'backup-misplaced', `${file} lies in ${beside}: name a place apart from it`)
  if (await isThere(file)) throw taken(file, 'exists already')
}

const sync = async (path: string): Promise<void> => {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const systemCodes = /^E[A-Z]+$/

/** What is said of an error of the system. */
const explain = (file: string, error: unknown): unknown => {
  const { code } = error as { code?: unknown }
  if (code === 'EEXIST')
    return taken(file, 'was made by another backup meanwhile, and stands; this one was thrown away')
  if (!systemCodes.test(String(code))) return error
  return new CliError(exitCodes.refused, 'file-unwritable', `${file} cannot be written (${code})`)
}

/**
 * Writes lines, compressed, into a new file that only its owner reads: beside its place first, so that half a backup
 * never has its name, in a place of its own, so that two at once never write into one another's. Parts that killed ones
 * have left there are removed. `check` reads what was written before it gets its name. Throws `file-exists` where another
 * one got the name meanwhile.
 */
export const writeBackupFile = async (
  random: Pick<Random, 'uuid'>,
  file: string,
  lines: AsyncIterable<string>,
  check: (part: string) => Promise<void>
): Promise<void> => {
  const part = partOf(file, random.uuid())
  try {
    const handle = await open(part, 'wx', 0o600)
    await removeOverdueParts(file, part)
    await pipeline(Readable.from(lines), createGzip(), handle.createWriteStream())
    await sync(part)
    await check(part)
    await takeName(part, file)
    await sync(dirname(file))
  } catch (error) {
    await unlink(part).catch(() => {})
    throw explain(file, error)
  }
}

/** The lines of a backup, without their ends. Throws `backup-damaged` where it cannot be unpacked. */
export async function* readBackupFile(file: string): AsyncIterable<string> {
  const found = await stat(file).catch(() => null)
  if (found?.isFile() !== true) throw new CliError(exitCodes.usage, 'file-unreadable', `${file} cannot be read`)
  let rest: Buffer[] = []
  const unpacked = createGunzip()
  createReadStream(file)
    .on('error', error => unpacked.destroy(error))
    .pipe(unpacked)
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8')
        rest = []
        from = end + 1
      }
      rest.push(chunk.subarray(from))
    }
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('Z_')) throw error
    throw new StoreError(
      'backup-damaged',
      `${file}: it cannot be unpacked to its end. Take an older backup; nothing was restored`
    )
  }
}
