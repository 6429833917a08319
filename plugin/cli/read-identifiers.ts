import type { components } from '../../openapi/types/lethe.ts'
import { compileSchema, faultsOf, readDocument } from '../document.ts'
import { CliError, exitCodes } from './exit-codes.ts'
import { readJsonFile } from './input.ts'
import type { Io } from './io.ts'

type Identifier = components['schemas']['Identifier']

/**
 * Whom a file names, or standard input for `-`: a JSON list of identifiers. Throws `identifiers-wrong` with places and
 * rules, never values, before anything is sent: the places are those of the file.
 */
export const readIdentifiers = async (io: Io, file: string): Promise<Identifier[]> => {
  const said = await readJsonFile(io, file)
  const isIdentifier = compileSchema(readDocument(), 'Identifier')
  const faults = !Array.isArray(said)
    ? [{ at: '/', because: 'must be a list' }]
    : said.flatMap((one, place) =>
        isIdentifier(one)
          ? []
          : faultsOf(isIdentifier.errors).map(({ at, because }) => ({
              at: `/${place}${at === '/' ? '' : at}`,
              because
            }))
      )
  if (faults.length === 0 && (said as Identifier[]).length > 0) return said as Identifier[]
  throw new CliError(
    exitCodes.usage,
    'identifiers-wrong',
    `${file} is no list of identifiers: [{"kind": "username", "value": "…"}], kind one of platform-id, username, email, external-id`,
    faults
  )
}
