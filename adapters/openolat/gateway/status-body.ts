import type { GatewayCall } from '../../contract.ts'
import { readHeader } from './headers.ts'

/** StatusVO holds nothing but the number; its other spellings are for nobody but those who try what passes. */
const forms: Readonly<Record<string, RegExp>> = {
  'application/json': /^\s*\{\s*"status"\s*:\s*(\d{1,4})\s*\}\s*$/,
  'application/xml': /^\s*(?:<\?xml[^<>]*\?>\s*)?<statusVO>\s*<status>\s*(\d{1,4})\s*<\/status>\s*<\/statusVO>\s*$/
}

/**
 * The status that a call writes, out of a body in JSON or XML. Only what cannot be read in two ways is read.
 * @returns null for anything else
 */
export function readStatusBody({ headers, body }: Pick<GatewayCall, 'headers' | 'body'>): number | null {
  const [type = '', ...parameters] = (readHeader(headers, 'content-type') ?? '').toLowerCase().split(';')
  if (parameters.some(each => !/^\s*charset="?utf-8"?\s*$/.test(each))) return null
  const form = forms[type.trim().replace(/^text\/xml$/, 'application/xml')]
  const found = form?.exec(Buffer.from(body).toString('latin1'))
  return found == null ? null : Number(found[1])
}
