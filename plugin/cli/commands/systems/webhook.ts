import type { Command } from 'commander'
import { keyOf, sign } from '../../../intake/webhook/signature.ts'
import { send } from '../../client.ts'
import type { Act, Context } from '../../context.ts'
import { CliError, exitCodes } from '../../exit-codes.ts'
import { findNamed } from '../../find-named.ts'
import { readJsonFile } from '../../input.ts'
import { withNext } from '../../next.ts'
import { drawTable } from '../../output.ts'
import { readSecret } from '../../secrets.ts'

interface Wire {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
  readonly body: Buffer
}

const mutations: Readonly<Record<string, (wire: Wire) => Wire>> = {
  body: wire => ({ ...wire, body: Buffer.concat([wire.body, Buffer.from(' ')]) }),
  signature: wire => ({
    ...wire,
    signature: wire.signature.replace(/^v1,./, first => (first === 'v1,A' ? 'v1,B' : 'v1,A'))
  }),
  timestamp: wire => ({ ...wire, timestamp: String(Number(wire.timestamp) + 1) }),
  id: wire => ({ ...wire, id: `${wire.id}x` })
}

const codeIn = (text: string): string | null => {
  try {
    const { code, request } = JSON.parse(text) as { code?: string; request?: string }
    return code ?? request ?? null
  } catch {
    return null
  }
}

const hint = 'signature-refused: the secret must be the one of that source. `lethe source rotate` makes a new one.\n'

/** Where a source is called: its address as it was given, else by id, or by the name that only one has. */
const addressOf = async ({ client, url }: Context, given: string): Promise<string> => {
  if (given.includes('/')) return new URL(given, url).href
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given)
  return new URL(`/webhooks/${isId ? given : await findNamed(client, 'source', given)}`, url).href
}

/** `lethe webhook send`: signs and sends a delivery the way a sender does; can replay and mutate, to see it refused. */
export const addWebhookCommands = (program: Command, act: Act): void => {
  program
    .command('webhook')
    .description('signed deliveries')
    .command('send <source>')
    .description(
      'sign and send a delivery; <source> is the id or name that `lethe source list` shows, or its whole address'
    )
    .requiredOption(
      '--body <file>',
      'the delivery in JSON (- for standard input); `timestamp` is added where it is missing'
    )
    .option('--secret <file>', 'file with the secret of the source')
    .option('--id <id>', 'message id; the same again is a replay')
    .option('--replay', 'send the same bytes twice')
    .option('--mutate <part>', `change a part after signing: ${Object.keys(mutations).join(', ')}`)
    .action(
      act(async (context, command) => {
        const { io, isJson, endWith } = context
        const options = command.opts()
        const mutate = options.mutate === undefined ? (wire: Wire) => wire : mutations[options.mutate]
        if (mutate === undefined)
          throw new CliError(exitCodes.usage, 'usage', `--mutate is one of ${Object.keys(mutations).join(', ')}`)
        const secret = await readSecret(io, 'secret of the source', '--secret ', options.secret)
        if (keyOf(secret) === null)
          throw new CliError(exitCodes.usage, 'secret-wrong', 'a secret is whsec_ and 24 to 64 bytes in base64')
        const now = io.clock.now()
        const delivery = { timestamp: now.toISOString(), ...((await readJsonFile(io, options.body)) as object) }
        const body = Buffer.from(JSON.stringify(delivery))
        const id: string = options.id ?? `msg_${io.random.uuid()}`
        const timestamp = String(Math.floor(now.getTime() / 1000))
        const wire = mutate({ id, timestamp, body, signature: sign(secret, { id, timestamp, body }) })
        const address = await addressOf(context, command.args[0]!)
        const answers: { id: string; status: number; answer: string | null }[] = []
        for (let left = options.replay === true ? 2 : 1; left > 0; left -= 1) {
          const answer = await send(address, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              'webhook-id': wire.id,
              'webhook-timestamp': wire.timestamp,
              'webhook-signature': wire.signature
            },
            body: wire.body
          })
          answers.push({ id: wire.id, status: answer.status, answer: codeIn(answer.text) })
        }
        const isRefused = answers.some(({ answer }) => answer === 'signature-refused')
        if (isRefused && options.mutate === undefined && !isJson) io.err(hint)
        if (answers.some(({ status }) => status !== 202)) endWith(exitCodes.refused)
        const taken = answers.find(({ status }) => status === 202)?.answer ?? null
        const shown = {
          value: answers,
          draw: () =>
            drawTable(
              io,
              ['message id', 'status', 'request or code'],
              answers.map(one => [one.id, one.status, one.answer])
            )
        }
        return withNext(
          shown,
          taken === null ? 'what the code means: lethe explain CODE' : `lethe request show ${taken}`
        )
      })
    )
}
