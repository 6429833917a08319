import { kind } from './kind.ts'

/** Refusals about restores: of a platform, and of Lethe's own data. */
export const replayProblems = {
  'replay-unknown': kind(404, 'There is no such replay', '`lethe replay list` shows them.'),
  'replay-not-waiting': kind(
    409,
    'This replay does not wait for anybody now',
    'See its state with `lethe replay show`; `lethe replay look` draws its list anew.'
  ),
  'restore-times-wrong': kind(
    400,
    'The snapshot is not older than the restore, or the restore lies ahead',
    'Say when the backup was taken, and when it was put back.'
  ),
  'certificate-drawn-before': kind(
    409,
    'The evidence of this request was lost when our own data was restored',
    'The certificate that was drawn before the restore stays good: use that one.'
  ),
  'store-restored': kind(
    409,
    'Our own data came back from a backup, and nobody has looked at it yet',
    'See what was lost with `lethe store show`; then a privacy officer says `lethe store acknowledge-restore`.'
  ),
  'store-not-restored': kind(
    409,
    'Our own data was not restored, or somebody has looked already',
    'Nothing is to be done; `lethe store show` tells.'
  )
}
