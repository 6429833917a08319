/**
 * The seam between Lethe and a platform. An adapter is a plain object that keeps to these types; the core knows
 * nothing else of a platform, and an adapter knows nothing of the core. Everything here that crosses the seam as
 * data (references, subjects, facts, plans, outcomes) is JSON: it is sealed, stored and read again after a restart.
 */

export type * from './contract/action.ts'
export type * from './contract/facts.ts'
export type * from './contract/gateway.ts'
export type * from './contract/http.ts'
export type * from './contract/lifecycle.ts'
export type * from './contract/ownership.ts'
export type * from './contract/plan.ts'
export type * from './contract/platform.ts'
export type * from './contract/registration.ts'
export type * from './contract/rows.ts'
export type * from './contract/sighting.ts'
export type * from './contract/slots.ts'
export type * from './contract/subject.ts'
export type * from './contract/take-over.ts'
