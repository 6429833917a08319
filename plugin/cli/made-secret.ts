import type { Command } from 'commander'
import type { Act, Context, Shown } from './context.ts'
import { findNamed, type Named } from './find-named.ts'
import { withNext } from './next.ts'
import { drawPairs } from './output.ts'
import { checkSecretFile, writeSecret } from './secrets.ts'

/** What holds a secret that was just made: all that is shown of it, and what to do with it. */
export interface MadeSecret {
  /** What JSON says of it, beside the secret. */
  readonly value: object
  readonly secret: string
  readonly pairs: readonly (readonly [string, unknown])[]
  readonly next: string
}

/** The option by which a secret goes into a file. */
export const secretFileOption = [
  '--secret-file <file>',
  'write the secret into this new file, for its owner only'
] as const

/** The one answer that holds a new secret: into a file of its own, or to standard output, once. */
export const showSecret = async (
  { io }: Context,
  { value, secret, pairs, next }: MadeSecret,
  file: string | undefined
): Promise<Shown> => {
  if (file !== undefined) await writeSecret(file, secret)
  const where = file === undefined ? { secret } : { secretFile: file }
  const stands = ['secret', file === undefined ? `${secret}  (shown once)` : `in ${file}`] as const
  return withNext({ value: { ...value, ...where }, draw: () => drawPairs(io, [...pairs, stands]) }, next)
}

/** `rotate` of what holds one secret: both count for a while. `read` says what the API's answer is. */
export const addRotateCommand = <Made>(
  parent: Command,
  act: Act,
  { what, signed, path, read }: { what: Named; signed: string; path: string; read: (made: Made) => MadeSecret }
): void => {
  parent
    .command(`rotate <${what}>`)
    .description(`make a new secret; ${signed} are signed with both for a while; <${what}> is its id or its name`)
    .option('--old-lives-ms <ms>', 'how long the old one still holds', Number)
    .option(...secretFileOption)
    .action(
      act(async (context, command) => {
        const { oldLivesMs, secretFile } = command.opts()
        await checkSecretFile(secretFile)
        const id = await findNamed(context.client, what, command.args[0]!)
        const body = oldLivesMs === undefined ? {} : { oldLivesMs }
        const made = await context.client.call<Made>('POST', `/${path}/${encodeURIComponent(id)}/rotate`, body)
        return showSecret(context, read(made), secretFile)
      })
    )
}
