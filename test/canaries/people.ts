import type { Canaries } from './canary.ts'

/** Somebody whose account bears nothing but canaries. */
export interface Planted {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly phone: string
  readonly externalId: string
  readonly password: string
}

/** By which name the canaries of one person belong together. */
export const ownerOf = (id: number): string => `person ${id}`

/** Makes a person; what they are called stands nowhere else. */
export function plantPerson({ plant }: Canaries, id: number, way: string): Planted {
  const owner = ownerOf(id)
  const email = plant('email', way, owner)
  return {
    id,
    email,
    username: plant('username', way, owner),
    firstName: plant('name', way, owner),
    lastName: plant('name', way, owner),
    phone: plant('phone', way, owner),
    externalId: plant('external-id', way, owner),
    password: plant('password', way, owner)
  }
}

/** The two identifiers that a demand names somebody by. */
export const identifiersOf = ({ username, email }: Planted) => [
  { kind: 'username', value: username },
  { kind: 'email', value: email }
]

/** As OpenOlat's sandbox takes them. */
export const asIdentity = (person: Planted) => ({
  key: person.id,
  login: person.username,
  externalId: person.externalId,
  password: person.password,
  profile: {
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    telMobile: person.phone,
    telPrivate: person.phone,
    street: person.lastName
  }
})

/** As Open edX's sandbox takes them. */
export const asUser = (person: Planted) => ({
  id: person.id,
  username: person.username,
  email: person.email,
  name: `${person.firstName} ${person.lastName}`,
  password: person.password,
  posts: [`${person.firstName} wrote ${person.phone}`],
  notes: 1,
  enrolments: [{ course: 'course-v1:Lake+C1+2026' }]
})
