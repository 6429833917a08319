import type { Problem, ProblemCode } from '../../errors.ts'

/** Content type of everything that SCIM says (RFC 7644, 8.1). */
export const scimType = 'application/scim+json'

const kinds: Readonly<Partial<Record<ProblemCode, string>>> = {
  'scim-filter-unsupported': 'invalidFilter',
  'scim-value-wrong': 'invalidValue',
  'body-invalid': 'invalidSyntax',
  'body-missing': 'invalidSyntax',
  'body-not-json': 'invalidSyntax',
  'body-ambiguous': 'invalidSyntax'
}

/** Whether an address is one of SCIM: it is answered in its form, also when there is nothing there. */
export const isScim = (url: string): boolean => url.startsWith('/scim/v2/')

/** A refusal as SCIM words it (RFC 7644, 3.12); the code of the problem stands at the end. */
export const scimError = ({ code, status, detail }: Problem): Readonly<Record<string, unknown>> => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: String(status),
  ...(kinds[code] === undefined ? {} : { scimType: kinds[code] }),
  detail: `${detail} (${code})`
})
