import type { ScimAccount } from '../parts.ts'

/** Where accounts stand below the base address. */
const accounts = '/Users'

const core = 'urn:ietf:params:scim:schemas:core:2.0'
const accountSchema = `${core}:User`

/** What of SCIM is spoken (RFC 7643, 5): users are looked up, deactivated and deleted, and nothing else. */
export const providerConfig = {
  schemas: [`${core}:ServiceProviderConfig`],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 1 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token that Lethe made for this source, in the header Authorization.',
      primary: true
    }
  ]
}

const attribute = (name: string, type: 'string' | 'boolean', mutability: 'readOnly' | 'readWrite', about: string) => ({
  name,
  type,
  multiValued: false,
  description: about,
  required: name !== 'active',
  ...(type === 'string' ? { caseExact: true } : {}),
  mutability,
  returned: 'default',
  uniqueness: type === 'string' ? 'server' : 'none'
})

/** The attributes of a user here (RFC 7643, 7). */
export const schemas = [
  {
    schemas: [`${core}:Schema`],
    id: accountSchema,
    name: 'User',
    description: 'An account on the platform of this source',
    attributes: [
      attribute('userName', 'string', 'readOnly', 'What the source names the user by'),
      attribute('active', 'boolean', 'readWrite', 'False while a demand of this source to erase the account is open')
    ]
  }
]

/** Users, and nothing else (RFC 7643, 6). */
export const resourceTypes = [
  {
    schemas: [`${core}:ResourceType`],
    id: 'User',
    name: 'User',
    endpoint: accounts,
    description: 'An account on the platform of this source',
    schema: accountSchema
  }
]

/** All of a list at once (RFC 7644, 3.4.2). */
export const listOf = (resources: readonly unknown[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources
})

/** A user under the base address of its source. */
export const accountResource = (base: string, { id, name, active }: ScimAccount) => ({
  schemas: [accountSchema],
  id,
  userName: name,
  active,
  meta: { resourceType: 'User', location: `${base}${accounts}/${id}` }
})
