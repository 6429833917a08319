import { StoreError } from './store-error.ts'

/** For a `catch`: a damaged document is left out, and listed by `state()`. Throws whatever else it is given. */
export function unlessDamaged(error: unknown): null {
  if (error instanceof StoreError && error.code === 'corrupt') return null
  throw error
}
