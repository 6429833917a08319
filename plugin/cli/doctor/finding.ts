/** One thing that was looked at. */
export interface Finding {
  readonly severity: 'stops' | 'warns' | 'fine'
  readonly code: string
  /** What it is about, and where the code does not say it what is the matter. */
  readonly about: string
  readonly next: string
}

/** All is well. */
export const fine = (code: string, about: string): Finding => ({ severity: 'fine', code, about, next: '' })
/** Nothing, or nothing of what it is about, goes on. */
export const stops = (code: string, about: string, next: string): Finding => ({ severity: 'stops', code, about, next })
/** It goes on; somebody should look. */
export const warns = (code: string, about: string, next: string): Finding => ({ severity: 'warns', code, about, next })
