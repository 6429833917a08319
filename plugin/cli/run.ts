import { Command, CommanderError, Help } from 'commander'
import { readDocument } from '../document.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addExplainCommands } from './commands/explain.ts'
import { addControllerCommands } from './commands/people/controller.ts'
import { addPersonCommands } from './commands/people/person.ts'
import { addSignInCommands } from './commands/people/sign-in.ts'
import { addTokenCommands } from './commands/people/token.ts'
import { addDeclareCommand } from './commands/platforms/declare.ts'
import { addPauseCommands } from './commands/platforms/pause.ts'
import { addPlatformCommands } from './commands/platforms/platform.ts'
import { addRecipientCommands } from './commands/platforms/recipient.ts'
import { addReplayCommands } from './commands/platforms/replay.ts'
import { addSandboxCommand } from './commands/platforms/sandbox.ts'
import { addEvidenceCommands } from './commands/proof/evidence.ts'
import { addGovernanceLogCommand } from './commands/proof/governance-log.ts'
import { addKeysCommand } from './commands/proof/keys.ts'
import { addReportCommands } from './commands/proof/report.ts'
import { addRetainedCommands } from './commands/proof/retained.ts'
import { addVerifyCommand } from './commands/proof/verify.ts'
import { addHoldCommands } from './commands/requests/hold.ts'
import { addImportCommand } from './commands/requests/import.ts'
import { addLegalClockCommands } from './commands/requests/legal-clock.ts'
import { addLifecycleCommands } from './commands/requests/lifecycle.ts'
import { addRequestCommands } from './commands/requests/request.ts'
import { addRequestMoveCommands } from './commands/requests/request-moves.ts'
import { addOnBehalfCommands } from './commands/requests/request-on-behalf.ts'
import { addRequestQueueCommands } from './commands/requests/request-queue.ts'
import { addSelectCommands } from './commands/requests/select.ts'
import { addStartCommand } from './commands/start.ts'
import { addStoreCommands } from './commands/store/store.ts'
import { addEndpointCommands } from './commands/systems/endpoint.ts'
import { addFactProviderCommands } from './commands/systems/fact-provider.ts'
import { addMailCommands } from './commands/systems/mail.ts'
import { addSourceCommands } from './commands/systems/source.ts'
import { addWebhookCommands } from './commands/systems/webhook.ts'
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
    .addHelpText(
      'after',
      `${exitCodesHelp}\nThe command line speaks English alone; the pages speak English and German.\n`
    )
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
    const { code, message, faults, call } = failed
    if (isJson) io.out(`${JSON.stringify({ error: { code, message, faults, call } })}\n`)
    else if (!(error instanceof CommanderError)) {
      io.err(
        `lethe: ${message} [${code}]\n${faults.map(({ at, because }) => `  ${at}: ${because}\n`).join('')}${call === null ? '' : `  call number ${call}, in the log of the sidecar\n`}`
      )
    }
    return failed.exitCode
  }
}
