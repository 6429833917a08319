import type { Action } from '../../contract.ts'
import type { Rest } from '../rest.ts'
import { createBlock } from './block.ts'
import { createDelete } from './delete.ts'
import { createHandOver } from './hand-over.ts'
import { createLeaveRoles } from './leave-roles.ts'

/** The pipeline, in order. A plan leaves out what it has nothing to do for. */
export function createActions(rest: Rest): readonly Action[] {
  return [createBlock(rest), createHandOver(rest), createLeaveRoles(rest), createDelete(rest)]
}
