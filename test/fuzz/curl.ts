import type { Sent } from './send.ts'

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Bytes that a terminal would not show are written as printf writes them. */
function bodyOf(body: string | Buffer): string {
  const text = body.toString('latin1' as never)
  const shown = typeof body === 'string' ? body : text
  if (/^[ -~]*$/.test(shown)) return `--data-binary ${quote(shown)}`
  const bytes = [...Buffer.from(body)].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  return `--data-binary @<(printf ${quote(bytes)})`
}

/** A call as a line for a shell. `secrets`: what may not be shown, and what stands in its place. */
export function writeCurl({ method, target, headers, body }: Sent, secrets: ReadonlyMap<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`)
  const shown = body === null || body.length > 20_000 ? [] : [bodyOf(body)]
  const long = body !== null && body.length > 20_000 ? [`# and ${body.length} bytes`] : []
  const line = ['curl', '-X', method, quote(`$LETHE${target}`), ...lines, ...shown, ...long].join(' ')
  return [...secrets].reduce((text, [secret, name]) => text.replaceAll(secret, name), line)
}
