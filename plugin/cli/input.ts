import { readFile } from 'node:fs/promises'
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

/** JSON from a file or standard input. */
export const readJsonFile = async (io: Io, file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFileOrInput(io, file))
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError(exitCodes.usage, 'file-not-json', `${file} is not JSON`)
  }
}
