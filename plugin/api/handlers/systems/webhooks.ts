import type { Handler } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'

/** The signed way in: everything happens in intake, on the raw bytes. */
export const webhookHandlers = ({ receive }: ApiParts) =>
  ({
    receiveWebhook: ({ delivery }) => receive(delivery)
  }) satisfies Record<string, Handler>
