import { access, constants, open, readdir, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { currentFormat } from '../../store/formats/steps.ts'
import type { Context } from '../context.ts'
import { type Finding, fine, stops, warns } from './finding.ts'

const modeOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).mode & 0o777
  } catch {
    return null
  }
}

const isWritable = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false
  )

const checkPrivate = async (what: string, path: string, next: string): Promise<Finding> => {
  const mode = await modeOf(path)
  if (mode === null) return warns(`${what}-missing`, path, next)
  if ((mode & 0o077) !== 0) return stops(`${what}-too-open`, path, `chmod go= ${path}`)
  return fine(`${what}-private`, path)
}

const leastRoomBytes = 1024 ** 3

/** Judges the room that is left on the disk of the data folder, in bytes. */
export const judgeRoom = (folder: string, left: number): Finding => {
  const about = `${folder}: ${(left / 1024 ** 3).toFixed(1)} GiB left`
  if (left >= leastRoomBytes) return fine('disk-has-room', about)
  return warns(
    'disk-nearly-full',
    about,
    'make room: when nothing can be written, nothing is taken in and nothing is erased'
  )
}

const checkRoom = async (folder: string): Promise<readonly Finding[]> => {
  const disk = await statfs(folder).catch(() => null)
  return disk === null ? [] : [judgeRoom(folder, disk.bavail * disk.bsize)]
}

/** Keys that others than their owner may read. */
const checkKeyFiles = async (folder: string): Promise<readonly Finding[]> => {
  const names = await readdir(folder).catch(() => [])
  const found: Finding[] = []
  for (const name of names.filter(each => each.endsWith('.key'))) {
    const file = join(folder, name)
    const mode = await modeOf(file)
    if (mode !== null && (mode & 0o077) !== 0) found.push(stops('key-file-too-open', file, `chmod go= ${file}`))
  }
  return found
}

/** Documents that the store has set aside because they are damaged. */
const checkAside = async (dataFolder: string): Promise<readonly Finding[]> => {
  const folder = join(dataFolder, 'aside')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const next = 'put the document back from a backup, take this file away, and restart; a hold keeps everything back'
  return entries
    .filter(entry => entry.isFile())
    .map(entry => stops('document-damaged', join(entry.parentPath, entry.name), next))
}

const headBytes = 24

const formatOf = async (file: string): Promise<number | null> => {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const found = /^\{"format":(\d+),/.exec(buffer.toString('utf8', 0, bytesRead))
    return found === null ? null : Number(found[1])
  } finally {
    await handle.close()
  }
}

/** Documents say by their first bytes in which format they are; one of each kind is looked at. */
const checkFormat = async ({ config }: Context): Promise<readonly Finding[]> => {
  const { dataFolder, storeUrl } = config
  if (storeUrl != null) return []
  const kinds = await readdir(dataFolder).catch(() => [])
  for (const folder of kinds.map(kind => join(dataFolder, kind, 'open'))) {
    const name = (await readdir(folder).catch(() => [])).find(each => each.endsWith('.json'))
    const format = name === undefined ? null : await formatOf(join(folder, name)).catch(() => null)
    if (format === null || format <= currentFormat) continue
    const next = 'do not start this release on it: start the one that wrote it, or restore a backup from before'
    return [
      stops('store-format-unknown', `${join(folder, name!)} is of format ${format}, we know ${currentFormat}`, next)
    ]
  }
  return [fine('store-format', `documents of format ${currentFormat} or older, which are read as of ${currentFormat}`)]
}

/** What can be seen on disk beside a running sidecar: data folder, keys folder, token file. */
export const checkFolders = async (context: Context): Promise<readonly Finding[]> => {
  const { config, tokenFile } = context
  const { dataFolder, keysFolder } = config
  const hasData = (await modeOf(dataFolder)) !== null
  const place = hasData ? dataFolder : dirname(dataFolder)
  const data =
    (await isWritable(place)) || !hasData
      ? fine(hasData ? 'data-folder-writable' : 'data-folder-not-made-yet', dataFolder)
      : stops(
          'data-folder-not-writable',
          dataFolder,
          'let the user of the sidecar write there, and look whether the disk is full'
        )
  return [
    data,
    ...(await checkAside(dataFolder)),
    ...(await checkFormat(context)),
    ...(`${keysFolder}/`.startsWith(`${dataFolder}/`)
      ? [stops('keys-inside-data', keysFolder, 'set LETHE_KEYS to a folder outside the data folder and its backups')]
      : []),
    ...(await checkRoom(place)),
    ...(await checkKeyFiles(keysFolder)),
    await checkPrivate('keys-folder', keysFolder, 'it is made by the first `lethe start`'),
    await checkPrivate('token-file', tokenFile, 'it is made by the first `lethe start`; else give --token-file')
  ]
}
