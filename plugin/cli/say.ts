import type { components } from '../../openapi/types/lethe.ts'
import type { Context, Shown } from './context.ts'
import { readFileOrInput } from './input.ts'
import { withNext } from './next.ts'
import { drawPairs } from './output.ts'

type Told = components['schemas']['Told']

/** Says something to a request, and shows that it was stored. */
export const say = async ({ client, io }: Context, request: string, verb: string, body: object): Promise<Shown> => {
  const told = await client.call<Told>('POST', `/requests/${encodeURIComponent(request)}/${verb}`, body)
  const shown = {
    value: told,
    draw: () =>
      drawPairs(io, [
        ['request', told.request],
        ['said', verb],
        ['state when said', told.state]
      ])
  }
  return withNext(shown, `it is stored and heard by itself; what became of it: lethe request show ${told.request}`)
}

/** Free text comes from a file or standard input: a command line stays in the shell's history. */
export const readNote = async ({ io }: Context, file: string | undefined): Promise<{ note?: string }> =>
  file === undefined ? {} : { note: (await readFileOrInput(io, file)).trim() }

/** The option by which a note is given. */
export const noteOption = ['--note-file <file>', 'a note, sealed, from this file (- for standard input)'] as const
