import { kind } from './kind.ts'

/** Refusals of the pages themselves, which no operation of the document answers. */
export const pageProblems = {
  'form-stale': kind(
    409,
    'This page was open for too long, or was not opened by you',
    'Look at what stands here once more and send it again; nothing was done.'
  )
}
