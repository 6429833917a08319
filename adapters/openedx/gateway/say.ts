import type { GatewayAnswer, Saying } from '../../contract.ts'

/**
 * Puts what Lethe says into the only forms that the account page takes (fact sheet 1.2): success is a 2xx, every 403 is
 * shown as a wrong password, an object as a body is not shown at all, and a text is shown as "unable to delete". The
 * reasons go by mail and stand on the help page.
 */
export function sayToPage(saying: Saying): GatewayAnswer {
  switch (saying.is) {
    case 'done':
    case 'kept':
      return { status: 204, headers: [], body: '' }
    case 'blocked':
      return sayText(409, saying.text)
    case 'refused':
      return sayText(saying.status === 403 ? 400 : saying.status, saying.text)
    case 'unavailable': {
      const { status, headers, body } = sayText(503, saying.text)
      return { status, headers: [...headers, ['retry-after', String(Math.ceil(saying.retryAfterMs / 1000))]], body }
    }
  }
}

function sayText(status: number, text: string): GatewayAnswer {
  return { status, headers: [['content-type', 'application/json']], body: JSON.stringify(text) }
}
