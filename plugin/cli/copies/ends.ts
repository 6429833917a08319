import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Config, showStoreUrl } from '../../config.ts'
import { type Beside, openBeside } from '../../store/copies/beside.ts'
import { openFolderSource, openFolderTarget } from '../../store/copies/folder.ts'
import type { CopySource, CopyTarget } from '../../store/copies/whole.ts'
import { nodeDisk } from '../../store/disk.ts'
import { openDatabaseSource, openDatabaseTarget, openDatabaseView } from '../../store/postgres/copy.ts'
import { CliError, exitCodes } from '../exit-codes.ts'
import type { Io } from '../io.ts'

/** Where a store is: a database by its address, with whatever password it needs, or a data folder. */
export interface Place {
  readonly is: 'database' | 'folder'
  readonly where: string
  /** As it may be shown. */
  readonly name: string
}

const placeOf = (text: string): Place => {
  if (!/^postgres(ql)?:\/\//.test(text)) return { is: 'folder', where: resolve(text), name: resolve(text) }
  if (!URL.canParse(text) || new URL(text).pathname.length < 2)
    throw new CliError(exitCodes.usage, 'address-wrong', 'postgres://user:password@host:port/database is needed')
  return { is: 'database', where: text, name: showStoreUrl(text) }
}

/** The store of the settings. */
export const ownPlace = ({ storeUrl, dataFolder }: Config): Place => placeOf(storeUrl ?? dataFolder)

const readAddress = async (file: string): Promise<string> => {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch {
    throw new CliError(exitCodes.usage, 'file-unreadable', `${file} cannot be read`)
  }
}

/** The place that a command names by an argument, or by a file that holds it; null: it names none. */
export const readPlace = async (
  io: Io,
  name: string,
  { given, file }: { readonly given: string | undefined; readonly file: string | undefined }
): Promise<Place | null> => {
  const text = file === undefined ? given : await readAddress(file)
  if (text === undefined || text === '') return null
  const place = placeOf(text)
  const isSeen = file === undefined && place.is === 'database' && new URL(place.where).password !== ''
  if (isSeen)
    io.err(`the password stands in the list of processes while this runs: ${name}-file FILE keeps it out of there\n`)
  return place
}

const around = ({ clock, random }: Io) => ({ clock, random, disk: nodeDisk() })

/** To be copied from; nobody else uses it meanwhile. */
export const openSource = (io: Io, { is, where, name }: Place): Promise<CopySource> =>
  is === 'database' ? openDatabaseSource(where, name) : openFolderSource({ ...around(io), folder: where })

/** To be copied into; nobody else uses it meanwhile. */
export const openTarget = (io: Io, { is, where, name }: Place, from: string): Promise<CopyTarget> =>
  is === 'database' ? openDatabaseTarget(where, name) : openFolderTarget({ ...around(io), folder: where }, from)

/** To be read beside whoever works on it. */
export const openView = async ({ is, where, name }: Place): Promise<Beside> => {
  if (is === 'folder') return openBeside(nodeDisk(), where)
  return { ...(await openDatabaseView(where, name)), damaged: () => [] }
}
