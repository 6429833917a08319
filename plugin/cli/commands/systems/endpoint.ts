import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act, Context, Shown } from '../../context.ts'
import { findNamed } from '../../find-named.ts'
import { findPlatform } from '../../find-platform.ts'
import { addRotateCommand, type MadeSecret, secretFileOption, showSecret } from '../../made-secret.ts'
import { withNext } from '../../next.ts'
import { drawTable } from '../../output.ts'
import { checkSecretFile } from '../../secrets.ts'
import { sayWhyNot } from '../../words.ts'

type Schemas = components['schemas']
type Endpoint = Schemas['Endpoint']
type Made = Schemas['MadeEndpoint']
type Redriven = Schemas['Redriven']

const readMade = ({ endpoint, secret }: Made): MadeSecret => ({
  value: { endpoint },
  secret,
  pairs: [
    ['id', endpoint.id],
    ['told', endpoint.events.join(' ')],
    ['at', endpoint.url],
    ['of the demands of', endpoint.source ?? 'everybody']
  ],
  next: `give the secret to the system, then lethe endpoint test ${endpoint.id}`
})

const drawAll = ({ io }: Context, all: readonly Endpoint[]): Shown => ({
  value: all,
  draw: () =>
    drawTable(
      io,
      ['id', 'name', 'at', 'told', 'live secrets', 'dead letters', 'disabled'],
      all.map(one => [
        one.id,
        one.name,
        one.url,
        one.events.join(' '),
        one.liveSecrets,
        one.deadLetters,
        one.disabled === null ? 'no' : sayWhyNot(one.disabled.because)
      ])
    )
})

/** Of an endpoint by its id or its name. */
const pathOf = async ({ client }: Context, idOrName: string, more = ''): Promise<string> =>
  `/endpoints/${encodeURIComponent(await findNamed(client, 'endpoint', idOrName))}${more}`

/** Sends dead letters in groups, until none is left or nothing more is taken; says how far it is. */
const redriveAll = async (context: Context, named: string): Promise<Redriven> => {
  const { client, io, isJson } = context
  const path = await pathOf(context, named, '/redrive')
  let sent = 0
  for (;;) {
    const done = await client.call<Redriven>('POST', path)
    sent += done.sent
    const isDown = done.because !== null && done.because !== 'endpoint-refuses'
    if (done.left === 0 || isDown || done.sent === 0) return { ...done, sent }
    if (!isJson) io.err(`${sent} sent, ${done.left} left\n`)
  }
}

/** `lethe endpoint …`: systems that are told what happens to requests; each by its id or its name. */
export const addEndpointCommands = (program: Command, act: Act): void => {
  const endpoint = program.command('endpoint').description('systems that are told what happens to requests')

  endpoint
    .command('add <name>')
    .description('tell a system by signed calls (Standard Webhooks); the secret is shown once')
    .requiredOption('--at <address>', 'where it is told: host and path alone; a private network is allowed for it')
    .requiredOption('--event <event>', 'what it is told, such as request.completed; can be repeated', collect, [])
    .option('--platform <platform>', 'of this platform alone; can be repeated', collect, [])
    .option('--source <id>', 'of the demands of this source alone, with the ids under which it sent them')
    .option(...secretFileOption)
    .action(
      act(async (context, command) => {
        const { at, event, platform, source, secretFile } = command.opts()
        await checkSecretFile(secretFile)
        const platforms = []
        for (const each of platform) platforms.push((await findPlatform(context.client, each)).id)
        const body = { name: command.args[0], url: at, events: event, platforms, source: source ?? null }
        return showSecret(context, readMade(await context.client.call<Made>('POST', '/endpoints', body)), secretFile)
      })
    )

  addRotateCommand<Made>(endpoint, act, { what: 'endpoint', signed: 'calls', path: 'endpoints', read: readMade })

  endpoint
    .command('list')
    .description('all of them; never their secrets')
    .action(act(async context => drawAll(context, await context.client.call<Endpoint[]>('GET', '/endpoints'))))

  for (const [verb, method, description] of [
    ['disable', 'POST', 'tell it nothing for now'],
    ['enable', 'POST', 'tell it again from now on, also after it has said 410'],
    ['remove', 'DELETE', 'tell it no more; what it was to be told is given up']
  ] as const)
    endpoint
      .command(`${verb} <endpoint>`)
      .description(description)
      .action(
        act(async (context, command) => {
          const path = await pathOf(context, command.args[0]!, verb === 'remove' ? '' : `/${verb}`)
          return drawAll(context, [await context.client.call<Endpoint>(method, path)])
        })
      )

  endpoint
    .command('test <endpoint>')
    .description('send it a signed call that says nothing; exit code 1 when it is not taken')
    .action(
      act(async (context, command) => {
        const tried = await context.client.call<Schemas['Tried']>(
          'POST',
          await pathOf(context, command.args[0]!, '/test')
        )
        if (!tried.isTaken) context.endWith(1)
        return withNext(
          { value: tried, draw: () => (tried.isTaken ? 'taken\n' : `not taken: ${sayWhyNot(tried.because)}\n`) },
          tried.isTaken ? null : 'mend it there, then the same again'
        )
      })
    )

  endpoint
    .command('dead-letters <endpoint>')
    .description('what it did not take to the last try')
    .action(
      act(async (context, command) => {
        const letters = await context.client.call<Schemas['DeadLetter'][]>(
          'GET',
          await pathOf(context, command.args[0]!, '/dead-letters')
        )
        const rows = letters.map(one => [
          one.id,
          one.kind,
          one.request,
          one.failedAt,
          one.tries,
          sayWhyNot(one.because)
        ])
        const head = ['id', 'told', 'request', 'given up', 'tries', 'because']
        const shown = { value: letters, draw: () => drawTable(context.io, head, rows, 'it took everything') }
        return withNext(
          shown,
          rows.length === 0 ? null : `mend it there, then lethe endpoint redrive ${command.args[0]!}`
        )
      })
    )

  endpoint
    .command('drop-letter <endpoint> <letter>')
    .description('give up one of its dead letters for good; who did it is on record')
    .action(
      act(async (context, command) => {
        const path = await pathOf(context, command.args[0]!, `/dead-letters/${encodeURIComponent(command.args[1]!)}`)
        return drawAll(context, [await context.client.call<Endpoint>('DELETE', path)])
      })
    )

  endpoint
    .command('redrive <endpoint>')
    .description('send its dead letters again, the oldest first; exit code 1 when some are left')
    .action(
      act(async (context, command) => {
        const done = await redriveAll(context, command.args[0]!)
        if (done.left > 0) context.endWith(1)
        const because = done.because === null ? '' : ` (${sayWhyNot(done.because)})`
        return withNext(
          { value: done, draw: () => `${done.sent} sent, ${done.left} left${because}\n` },
          done.left === 0 ? null : `mend it there, then the same again; what is left: lethe endpoint dead-letters`
        )
      })
    )
}
