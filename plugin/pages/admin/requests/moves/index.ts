import { clockMoves } from './clock.ts'
import { decisions } from './decisions.ts'
import { exceptions } from './exceptions.ts'
import type { Move } from './move-page.ts'
import { stalledMoves } from './stalled.ts'

/** Everything that people say to a request, in the order in which it is offered. */
export const moves: readonly Move[] = [...decisions, ...stalledMoves, ...exceptions, ...clockMoves]
