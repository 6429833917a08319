import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { readNames } from '../../find-named.ts'
import { withNext } from '../../next.ts'
import { drawTable } from '../../output.ts'

type Controller = components['schemas']['Controller']

type NameOf = (id: string) => string

const waitingRows = (waiting: Controller['waiting'], nameOf: NameOf) =>
  waiting === null
    ? []
    : [
        [
          'less agreement waits (agreement-waits)',
          `for a second person who says the same until ${waiting.until}: who must agree ${waiting.people}, counts whom one let in ${waiting.countsWhoWasLetIn ? 'yes' : 'no'}, asked by ${nameOf(waiting.by)} at ${waiting.at}`
        ]
      ]

const show = async ({ io, client }: Context, value: Controller): Promise<Shown> => {
  const names = await readNames(client, 'person')
  const nameOf: NameOf = id => names.get(id) ?? id
  const draw = () =>
    drawTable(
      io,
      ['what', 'said'],
      [
        ['name', value.name],
        ['address', value.address],
        ['privacy contact', value.privacyContact],
        ['privacy policy', value.privacyPolicyUrl],
        [
          'authority for complaints',
          value.authority && [value.authority.name, value.authority.url].filter(Boolean).join(', ')
        ],
        ['region of the holidays', value.region],
        ['who must agree', value.agreement.people],
        ['counts whom one let in oneself', value.agreement.countsWhoWasLetIn ? 'yes' : 'no'],
        ...waitingRows(value.waiting, nameOf),
        ['set by', value.setBy && nameOf(value.setBy)],
        ['set at', value.setAt]
      ]
    )
  const next = 'a second person says the same: lethe controller set … --knowingly'
  return withNext({ value, draw }, value.waiting === null ? null : next)
}

const toPeople = (text: string): 1 | 2 => {
  if (text === '1' || text === '2') return Number(text) as 1 | 2
  throw new CliError(exitCodes.usage, 'usage', '--people is 1 or 2')
}

/** `lethe controller …`: the organisation that answers for the processing. */
export const addControllerCommands = (program: Command, act: Act): void => {
  const controller = program.command('controller').description('the organisation that answers for the processing')

  controller
    .command('show')
    .description('what subjects read in notices and refusals, whose holidays count, and how many must agree')
    .action(act(async context => show(context, await context.client.call<Controller>('GET', '/controller'))))

  controller
    .command('set')
    .description('say it; what is left out stays')
    .option('--name <name>', 'as it stands in the privacy notice')
    .option('--address <address>', 'postal address')
    .option('--privacy-contact <contact>', 'how to reach whoever answers for privacy')
    .option('--privacy-policy <url>', 'page of the privacy policy')
    .option('--authority <name>', 'where a subject may complain')
    .option('--authority-url <url>', 'page of that authority')
    .option('--region <code>', 'whose public holidays count, for example DE-BE')
    .option('--people <number>', 'who must agree where two should: 2, or knowingly 1', toPeople)
    .option('--counts-whom-one-let-in', 'somebody counts beside the very person who let them in')
    .option(
      '--knowingly',
      'ask for less agreement than before; where there are two people the second says the same, on record'
    )
    .action(
      act(async (context, command) => {
        const { client } = context
        const said = command.opts()
        const { agreement } = await client.call<Controller>('GET', '/controller')
        const wantsAgreement = said.people !== undefined || said.countsWhomOneLetIn !== undefined
        return show(
          context,
          await client.call<Controller>('PUT', '/controller', {
            ...(said.name && { name: said.name }),
            ...(said.address && { address: said.address }),
            ...(said.privacyContact && { privacyContact: said.privacyContact }),
            ...(said.privacyPolicy && { privacyPolicyUrl: said.privacyPolicy }),
            ...(said.authority && { authority: { name: said.authority, url: said.authorityUrl ?? null } }),
            ...(said.region && { region: said.region }),
            ...(wantsAgreement && {
              agreement: {
                people: said.people ?? agreement.people,
                countsWhoWasLetIn: said.countsWhomOneLetIn ?? agreement.countsWhoWasLetIn,
                ...(said.knowingly && { knowingly: true })
              }
            })
          })
        )
      })
    )
}
