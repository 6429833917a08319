/** What is known of where a call came from. */
interface Called {
  /** The other end of the connection. */
  readonly ip: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address)

/** The last address of `X-Forwarded-For`, which the proxy next to us has added; empty without such a header. */
export const lastForwarded = ({ headers }: Pick<Called, 'headers'>): string =>
  [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)!.trim()

/**
 * Who called, as far as calls are counted; never stored or logged. Only a proxy on this very machine is believed when it
 * says for whom: else everybody would choose an address.
 */
export const callerAddress = (call: Called): string => (isLoopback(call.ip) ? lastForwarded(call) || call.ip : call.ip)
