import type { Command } from 'commander'
import { type Config, readConfig } from '../config.ts'
import { type Client, createClient } from './client.ts'
import { CliError, exitCodes } from './exit-codes.ts'
import type { Io } from './io.ts'

/** Options that every command has. */
export interface GlobalOptions {
  readonly json?: true
  readonly url?: string
  readonly tokenFile?: string
}

/** What a command works with. */
export interface Context {
  readonly io: Io
  readonly config: Config
  readonly client: Client
  readonly url: string
  readonly tokenFile: string
  readonly isJson: boolean
  /** Ends the command with another exit code than 0, after the answer was shown. */
  endWith(exitCode: number): void
}

/** The answer of a command: as JSON, and as people read it. */
export interface Shown {
  readonly value: unknown
  draw(): string
}

const addressOf = (text: string): string => {
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  if (!isWeb)
    throw new CliError(exitCodes.usage, 'address-wrong', 'the address of the sidecar begins with http:// or https://')
  return text
}

/** Makes the action of a command: reads the settings, runs it, shows what it answers. */
export const createAction =
  (io: Io, endWith: (exitCode: number) => void) =>
  (run: (context: Context, command: Command) => Promise<Shown | null>) =>
  async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as Command
    const options = command.optsWithGlobals<GlobalOptions>()
    const config = readConfig(io.env)
    const url = addressOf(options.url ?? config.url)
    const tokenFile = options.tokenFile ?? config.tokenFile
    const isJson = options.json === true
    const client = createClient({ url, tokenFile })
    const shown = await run({ io, config, client, url, tokenFile, isJson, endWith }, command)
    if (shown !== null) io.out(isJson ? `${JSON.stringify(shown.value)}\n` : shown.draw())
  }

/** How command files add themselves. */
export type Act = ReturnType<typeof createAction>
