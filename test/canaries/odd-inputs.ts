import { readDocument } from '../../plugin/document.ts'
import type { Stage } from './stage.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/**
 * Makes every operation of our own document badly: with canaries as parts of the address, in the query, in a header,
 * as the names and values of fields that nobody asked for, and as a body that is no JSON. All of it is refused.
 */
export async function sendOddInputs(stage: Stage): Promise<number> {
  const { canaries, speak } = stage
  const { paths } = readDocument() as unknown as { paths: Record<string, Record<string, unknown>> }
  let sent = 0
  for (const [pattern, operations] of Object.entries(paths)) {
    for (const method of methods.filter(each => operations[each] !== undefined)) {
      const way = `${method} ${pattern}`
      const odd = () => canaries.plant('odd', way)
      const path = pattern.replaceAll(/\{[^}]+\}/g, () => odd())
      const query = `?${odd()}=${odd()}`
      const headers = { 'x-note': odd() }
      const hasBody = method !== 'get' && method !== 'delete'
      const body = {
        [odd()]: canaries.plant('email', way),
        name: canaries.plant('name', way),
        deep: { phone: canaries.plant('phone', way) }
      }
      await speak(method.toUpperCase(), `${path}${query}`, { headers, ...(hasBody && { body }) })
      if (hasBody) await speak(method.toUpperCase(), path, { body: `{"password": "${canaries.plant('token', way)}" ` })
      await speak(method.toUpperCase(), path, {
        token: canaries.plant('token', `${way} as a token`),
        ...(hasBody && { body: {} })
      })
      sent += hasBody ? 3 : 2
    }
  }
  return sent
}
