import type { Command } from 'commander'
import type { components } from '../../../openapi/types/lethe.ts'
import type { Act, Shown } from '../context.ts'
import type { Io } from '../io.ts'
import { drawPairs, drawTable } from '../output.ts'
import { collect } from '../platform-answers.ts'
import { checkSecretFile, writeSecret } from '../secrets.ts'

type Schemas = components['schemas']
type Person = Schemas['Person']

const show = (io: Io, people: readonly Person[], value: unknown): Shown => ({
  value,
  draw: () =>
    drawTable(
      io,
      ['id', 'name', 'roles', 'disabled'],
      people.map(one => [one.id, one.name, one.roles.join(' '), one.disabledAt])
    )
})

/** `lethe person …`, `lethe token …`, `lethe keys retire`: who works with Lethe, and what its keys are. */
export const addPeopleCommands = (program: Command, act: Act): void => {
  const person = program.command('person').description('who works with Lethe')

  person
    .command('add <name>')
    .description('add a named person')
    .requiredOption(
      '--role <role>',
      'user-manager, administrator, system-administrator, privacy-officer or auditor; can be repeated',
      collect,
      []
    )
    .action(
      act(async ({ io, client }, command) => {
        const made = await client.call<Person>('POST', '/persons', {
          name: command.args[0],
          roles: command.opts().role
        })
        return show(io, [made], made)
      })
    )

  person
    .command('list')
    .description('all of them')
    .action(
      act(async ({ io, client }) => {
        const all = await client.call<Person[]>('GET', '/persons')
        return show(io, all, all)
      })
    )

  person
    .command('disable <person>')
    .description('shut a person out; every token of theirs stops at once')
    .action(
      act(async ({ io, client }, command) => {
        const shut = await client.call<Person>('POST', `/persons/${encodeURIComponent(command.args[0]!)}/disable`)
        return show(io, [shut], shut)
      })
    )

  const token = program.command('token').description('what a person or a system calls the API with')

  token
    .command('create <person>')
    .description('make a token; it is shown once')
    .requiredOption('--label <text>', 'what it is for')
    .option('--days <number>', 'how long it lives', Number)
    .option('--secret-file <file>', 'write it into this new file, for its owner only')
    .action(
      act(async ({ io, client }, command) => {
        const { label, days, secretFile } = command.opts()
        await checkSecretFile(secretFile)
        const body = { person: command.args[0], label, ...(days === undefined ? {} : { days }) }
        const made = await client.call<Schemas['MadeToken']>('POST', '/tokens', body)
        if (secretFile !== undefined) await writeSecret(secretFile, made.token)
        const where = secretFile === undefined ? { token: made.token } : { secretFile }
        const pairs = [
          ['id', made.record.id],
          ['expires', made.record.expiresAt],
          ['token', secretFile === undefined ? `${made.token}  (shown once)` : `in ${secretFile}`]
        ] as const
        return { value: { record: made.record, ...where }, draw: () => drawPairs(io, pairs) }
      })
    )

  token
    .command('revoke <token>')
    .description('end a token, by its id, at once')
    .action(
      act(async ({ io, client }, command) => {
        const record = await client.call<Schemas['Token']>(
          'POST',
          `/tokens/${encodeURIComponent(command.args[0]!)}/revoke`
        )
        return {
          value: record,
          draw: () =>
            drawPairs(io, [
              ['id', record.id],
              ['revoked', record.revokedAt]
            ])
        }
      })
    )

  program
    .command('keys')
    .description('the keys that seal what names somebody')
    .command('retire <month>')
    .description('wrap anew what still lives under the key of a month, and destroy that key')
    .action(
      act(async ({ io, client }, command) => {
        const done = await client.call<Schemas['RetiredKey']>(
          'POST',
          `/keys/${encodeURIComponent(command.args[0]!)}/retire`
        )
        return {
          value: done,
          draw: () =>
            drawPairs(io, [
              ['month', done.month],
              ['wrapped anew', done.rewrapped],
              ['destroyed', done.at]
            ])
        }
      })
    )
}
