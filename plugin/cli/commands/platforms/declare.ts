import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findPlatform } from '../../find-platform.ts'
import { drawTable } from '../../output.ts'
import { readPeople, siteOptions } from '../../platform-answers.ts'

type Declaration = components['schemas']['Declaration']

/** `lethe declare`: what a named administrator states of a site. Without a statement it lists those in force and past. */
export const addDeclareCommand = (program: Command, act: Act): void => {
  const command = program
    .command('declare <platform>')
    .description('state something of a site, by your name; without a statement, show what was stated')
    .option('--expires-at <instant>', 'until when it holds')
  siteOptions(command)
    .option(
      '--course-owners <nobody|unknown|file>',
      'who may own courses alone, where the platform does not say it: nobody, unknown, or a file with a JSON list of identifiers'
    )
    .action(
      act(async ({ io, client }, given) => {
        const { invoices, graders, courseOwners, institutionProvider, institutionProviders, expiresAt } = given.opts()
        const { id: platform } = await findPlatform(client, given.args[0]!)
        if (invoices !== undefined && invoices !== 'yes' && invoices !== 'no')
          throw new CliError(exitCodes.usage, 'usage', '--invoices is yes or no')
        const namesProviders = institutionProvider.length > 0 || institutionProviders === false
        const statements = [
          ...(invoices === undefined ? [] : [{ about: 'invoices', invoicesIssued: invoices === 'yes' }]),
          ...(graders === undefined ? [] : [{ about: 'graders', graders: await readPeople(io, graders) }]),
          ...(courseOwners === undefined
            ? []
            : [{ about: 'course-teams', courseOwners: await readPeople(io, courseOwners) }]),
          ...(namesProviders ? [{ about: 'institution-providers', institutionProviders: institutionProvider }] : [])
        ]
        const expiry = expiresAt === undefined ? {} : { expiresAt }
        for (const statement of statements)
          await client.call('POST', '/declarations', { platform, ...statement, ...expiry })
        const all = await client.call<Declaration[]>('GET', `/declarations?platform=${platform}`)
        const said = (one: Declaration) =>
          one.invoicesIssued ??
          one.institutionProviders?.join(' ') ??
          one.graderCount ??
          one.courseOwnerCount ??
          'unknown'
        const rows = all.map(one => [one.about, said(one), one.at, one.expiresAt, one.inForce ? 'yes' : 'no'])
        return { value: all, draw: () => drawTable(io, ['about', 'stated', 'at', 'expires', 'in force'], rows) }
      })
    )
}
