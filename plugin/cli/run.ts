import { Command, CommanderError, Help } from 'commander'
import { readDocument } from '../document.ts'
import { addControllerCommands } from './commands/controller.ts'
import { addDeclareCommand } from './commands/declare.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addEndpointCommands } from './commands/endpoint.ts'
import { addEvidenceCommands } from './commands/evidence.ts'
import { addExplainCommands } from './commands/explain.ts'
import { addFactProviderCommands } from './commands/fact-provider.ts'
import { addGovernanceLogCommand } from './commands/governance-log.ts'
import { addHoldCommands } from './commands/hold.ts'
import { addImportCommand } from './commands/import.ts'
import { addKeysCommand } from './commands/keys.ts'
import { addLegalClockCommands } from './commands/legal-clock.ts'
import { addLifecycleCommands } from './commands/lifecycle.ts'
import { addMailCommands } from './commands/mail.ts'
import { addPauseCommands } from './commands/pause.ts'
import { addPersonCommands } from './commands/person.ts'
import { addPlatformCommands } from './commands/platform.ts'
import { addRecipientCommands } from './commands/recipient.ts'
import { addReplayCommands } from './commands/replay.ts'
import { addReportCommands } from './commands/report.ts'
import { addRequestCommands } from './commands/request.ts'
import { addRequestMoveCommands } from './commands/request-moves.ts'
import { addOnBehalfCommands } from './commands/request-on-behalf.ts'
import { addRequestQueueCommands } from './commands/request-queue.ts'
import { addRetainedCommands } from './commands/retained.ts'
import { addSandboxCommand } from './commands/sandbox.ts'
import { addSelectCommands } from './commands/select.ts'
import { addSignInCommands } from './commands/sign-in.ts'
import { addSourceCommands } from './commands/source.ts'
import { addStartCommand } from './commands/start.ts'
import { addStoreCommands } from './commands/store.ts'
import { addTokenCommands } from './commands/token.ts'
import { addVerifyCommand } from './commands/verify.ts'
import { addWebhookCommands } from './commands/webhook.ts'
import { createAction } from './context.ts'
import { examples } from './examples.ts'
import { CliError, exitCodes, exitCodesHelp } from './exit-codes.ts'
import { explain } from './explain.ts'
import type { Io } from './io.ts'

const adders = [
  addStartCommand,
  addSandboxCommand,
  addPlatformCommands,
  addSourceCommands,
  addRequestCommands,
  addRequestMoveCommands,
  addRequestQueueCommands,
  addLegalClockCommands,
  addOnBehalfCommands,
  addImportCommand,
  addSelectCommands,
  addLifecycleCommands,
  addReplayCommands,
  addStoreCommands,
  addFactProviderCommands,
  addEndpointCommands,
  addRecipientCommands,
  addHoldCommands,
  addPauseCommands,
  addReportCommands,
  addDeclareCommand,
  addControllerCommands,
  addPersonCommands,
  addTokenCommands,
  addSignInCommands,
  addGovernanceLogCommand,
  addKeysCommand,
  addEvidenceCommands,
  addRetainedCommands,
  addVerifyCommand,
  addWebhookCommands,
  addMailCommands,
  addExplainCommands,
  addDoctorCommand
]

/** Every command of a tree ends its help with a line that can be typed. */
const addExamples = (command: Command, words: readonly string[] = []): void => {
  const example = examples[words.join(' ')]
  if (example !== undefined) command.addHelpText('after', `\nExample:\n  lethe ${example}`)
  for (const below of command.commands) addExamples(below, [...words, below.name()])
}

/** Runs one command line and answers with its exit code. */
export const runCli = async (args: readonly string[], io: Io): Promise<number> => {
  let exitCode: number = exitCodes.ok
  const isJson = args.includes('--json')
  const program = new Command('lethe')
    .description('Erases accounts on Open edX and OpenOlat, and proves it.')
    .option('--version', 'say which version this is')
    .option('--json', 'answer with one JSON document')
    .option('--url <address>', 'address of the sidecar (LETHE_URL)')
    .option('--token-file <file>', 'file with the token of a named person (LETHE_TOKEN_FILE)')
    .addHelpText('after', exitCodesHelp)
    .configureHelp({
      optionDescription: option => `${Help.prototype.optionDescription(option)}${option.mandatory ? ' (required)' : ''}`
    })
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: text => (isJson ? undefined : io.err(text)) })
    .showHelpAfterError('(add --help for what there is)')
  // Read when it is asked for: the document is long, and no other command needs it.
  program.on('option:version', () => {
    const { version } = readDocument().info
    io.out(`${isJson ? JSON.stringify({ version }) : version}\n`)
    throw new CommanderError(exitCodes.ok, 'commander.version', '')
  })
  const act = createAction(io, code => {
    exitCode = code
  })
  for (const add of adders) add(program, act)
  addExamples(program)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
    const failed =
      error instanceof CommanderError ? new CliError(exitCodes.usage, 'usage', error.message) : explain(error)
    const { code, message, faults } = failed
    if (isJson) io.out(`${JSON.stringify({ error: { code, message, faults } })}\n`)
    else if (!(error instanceof CommanderError)) {
      io.err(`lethe: ${message} [${code}]\n${faults.map(({ at, because }) => `  ${at}: ${because}\n`).join('')}`)
    }
    return failed.exitCode
  }
}
