import { open, readFile } from 'node:fs/promises'
import { CliError, exitCodes } from './exit-codes.ts'
import type { Io } from './io.ts'

/** Reads a file, or standard input for `-`. */
export const readFileOrInput = async (io: Io, file: string): Promise<string> => {
  if (file === '-') return io.readInput()
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new CliError(exitCodes.usage, 'file-unreadable', `cannot read ${file}`)
  }
}

/** A secret from a file, from standard input for `-`, or asked for; never from the command line itself. */
export const readSecret = async (io: Io, name: string, file: string | undefined): Promise<string> => {
  if (file !== undefined) return (await readFileOrInput(io, file)).replace(/\r?\n$/, '')
  if (io.isInteractive) return io.askSecret(name)
  throw new CliError(exitCodes.usage, 'secret-missing', `give ${name} by a file or by standard input (-)`)
}

/** Writes a secret that was just made into a new file that only its owner reads. An existing file is left alone. */
export const writeSecret = async (file: string, secret: string): Promise<void> => {
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(file, 'wx', 0o600)
  } catch {
    throw new CliError(exitCodes.usage, 'file-exists', `${file} exists already or cannot be written`)
  }
  try {
    await handle.writeFile(`${secret}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Checks before something is made that its secret will have a place. */
export const checkSecretFile = async (file: string | undefined): Promise<void> => {
  if (file === undefined) return
  const isThere = await readFile(file).then(
    () => true,
    () => false
  )
  if (isThere) throw new CliError(exitCodes.usage, 'file-exists', `${file} exists already`)
}

/** JSON from a file or standard input. */
export const readJsonFile = async (io: Io, file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFileOrInput(io, file))
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError(exitCodes.usage, 'file-not-json', `${file} is not JSON`)
  }
}
