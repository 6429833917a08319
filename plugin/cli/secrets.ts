import { open, readFile } from 'node:fs/promises'
import { CliError, exitCodes } from './exit-codes.ts'
import { readFileOrInput } from './input.ts'
import type { Io } from './io.ts'

/**
 * A secret from a file, from standard input for `-`, or asked for; never from the command line itself. `option` is what
 * stands before the file on the command line. Throws `secret-missing` where nobody can be asked.
 */
export const readSecret = async (io: Io, name: string, option: string, file: string | undefined): Promise<string> => {
  if (file !== undefined) return (await readFileOrInput(io, file)).replace(/\r?\n$/, '')
  if (io.isInteractive) return io.askSecret(name)
  throw new CliError(
    exitCodes.usage,
    'secret-missing',
    `${name}: give it by ${option}FILE, or by ${option}- from standard input`
  )
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
