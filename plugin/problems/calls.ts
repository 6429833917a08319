import { kind } from './kind.ts'

/** Refusals of a call for its form: its head, its body, its address, its time, its number. */
export const callProblems = {
  'body-invalid': kind(
    400,
    'The body breaks the API document',
    'Mend what `faults` names; each names a place and a rule, never the value.'
  ),
  'body-missing': kind(400, 'The body is missing', 'Send a JSON object with content type application/json.'),
  'body-not-json': kind(400, 'The body is not JSON in UTF-8', 'Send JSON in UTF-8 without a byte order mark.'),
  'body-ambiguous': kind(
    400,
    'A name stands twice in one object',
    'Send each name once: readers disagree on which of two counts.'
  ),
  'parameters-invalid': kind(400, 'A parameter breaks the API document', 'Mend what `faults` names.'),
  'delivery-headers-wrong': kind(
    400,
    'The headers of the delivery are not those of Standard Webhooks',
    'Send webhook-id, webhook-timestamp (whole seconds) and webhook-signature, each exactly once.'
  ),
  'request-malformed': kind(400, 'This is not a request that HTTP allows', 'Look at the client or proxy that sent it.'),
  'delivery-stale': kind(
    401,
    'The delivery was signed too long ago',
    'Sign again with the present time and the same id; set the clock of the sender.'
  ),
  'delivery-future': kind(
    401,
    'The delivery was signed in the future',
    'Set the clock of the sender, or of this machine.'
  ),
  'route-unknown': kind(404, 'There is nothing at this address', 'See the API document at /openapi.yaml.'),
  'method-not-allowed': kind(405, 'This method does not exist here', 'See the API document at /openapi.yaml.'),
  'call-too-slow': kind(408, 'The call took too long to arrive', 'Send head and body within 30 seconds.'),
  'body-too-large': kind(413, 'The body is too large', 'Deliveries take 64 KiB, everything else 1 MiB.'),
  'address-too-long': kind(414, 'A part of the address is too long', 'Ids have at most 64 characters.'),
  'media-type-unsupported': kind(
    415,
    'Only application/json in UTF-8 is read, uncompressed',
    'Send JSON in UTF-8, without content-encoding.'
  ),
  'headers-too-large': kind(431, 'The headers are too large', 'Send fewer or shorter headers: 16 KiB are read.'),
  'too-many-calls': kind(429, 'Too many calls', 'Wait as long as Retry-After says.')
} as const
