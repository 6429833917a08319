import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { preconditions } from '../../../erasure/preconditions/index.ts'
import type { Act } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { noteOption, readNote, say } from '../../say.ts'

type Request = components['schemas']['Request']

const groundOf = (command: Command) => {
  const { article, letter } = command.opts<{ article: string; letter?: string }>()
  return { article, letter: letter ?? null }
}

const readAnswer = (text: string): boolean => {
  if (text !== 'yes' && text !== 'no') throw new CliError(exitCodes.usage, 'usage', 'the answer is yes or no')
  return text === 'yes'
}

type Attestable = components['schemas']['Attestation']['precondition']

const attested: Readonly<Record<Attestable, true>> = {
  'identity-proven': true,
  'no-open-grading-orders': true,
  'no-unpaid-invoices': true,
  'records-archived': true
}
// Typed by the API document: a name too many or one too few does not compile.
const attestable = Object.keys(attested)
const waivable = preconditions.filter(one => one.waivable).map(({ id }) => id)

/** What people say to a request: `lethe request approve|recheck|…`, `lethe attest`, `lethe waive`. */
export const addRequestMoveCommands = (program: Command, act: Act): void => {
  const request = program.commands.find(command => command.name() === 'request')!

  const plainly = [
    ['recheck', 'ask the platform again now'],
    ['look-again', 'stalled: read the platform again'],
    ['close', 'stalled: end it as partially completed']
  ] as const
  for (const [verb, description] of plainly) {
    request
      .command(`${verb} <request>`)
      .description(description)
      .action(act((context, command) => say(context, command.args[0]!, verb, {})))
  }

  request
    .command('retry <request>')
    .description('stalled: try again what stands open')
    .option('--action <action>', 'this action alone')
    .action(act((context, command) => say(context, command.args[0]!, 'retry', command.opts())))

  request
    .command('approve <request>')
    .description('agree to the plan; its fingerprint is shown by `request plan`')
    .requiredOption('--fingerprint <hash>', 'what you agree to, or its first twelve characters or more')
    .action(
      act(async (context, command) => {
        const id = command.args[0]!
        const { fingerprint: given } = command.opts<{ fingerprint: string }>()
        const { fingerprint } = await context.client.call<Request>('GET', `/requests/${encodeURIComponent(id)}`)
        const isMeant = given.length >= 12 && fingerprint?.startsWith(given) === true
        if (!isMeant)
          throw new CliError(exitCodes.refused, 'fingerprint-outdated', 'the plan is not the one that you approve')
        return say(context, id, 'approve', { fingerprint })
      })
    )

  request
    .command('refuse <request>')
    .description('end it without erasing; says on what ground and why')
    .requiredOption('--article <article>', 'the ground: 11(2), 12(2), 12(5), 12(6), 17(1), 17(3) or 23(1)')
    .option('--letter <letter>', 'its letter; 12(5) and 17(3) need one')
    .requiredOption(...noteOption)
    .action(
      act(async (context, command) => {
        const { noteFile } = command.opts()
        return say(context, command.args[0]!, 'refuse', {
          ground: groundOf(command),
          ...(await readNote(context, noteFile))
        })
      })
    )

  request
    .command('withdraw <request>')
    .description('take a demand back, while there is a way back')
    .option('--demand <demand>', 'one demand; without it all that you may take back')
    .action(act((context, command) => say(context, command.args[0]!, 'withdraw', command.opts())))

  program
    .command('attest <request> <precondition> <answer>')
    .description('state something of the subject, by your name: yes or no')
    .addHelpText('after', `\nWhat can be attested: ${attestable.join(', ')}`)
    .option(...noteOption)
    .action(
      act(async (context, command) => {
        const [id, precondition, answer] = command.args
        const note = await readNote(context, command.opts().noteFile)
        return say(context, id!, 'attest', { precondition, answer: readAnswer(answer!), ...note })
      })
    )

  program
    .command('waive <request> <precondition>')
    .description('let a question stand unanswered that policy allows to be waived')
    .addHelpText('after', `\nWhat a policy can allow to be waived: ${waivable.join(', ')}`)
    .requiredOption('--article <article>', 'the ground, for example 6(1)')
    .option('--letter <letter>', 'its letter')
    .requiredOption(...noteOption)
    .action(
      act(async (context, command) => {
        const [id, precondition] = command.args
        const note = await readNote(context, command.opts().noteFile)
        return say(context, id!, 'waive', { precondition, ground: groundOf(command), ...note })
      })
    )
}
