import { by, type Saboteur } from '../saboteur.ts'

const worker = by('test/plugin/work.test.ts')
const domain = by('test/plugin/erasure.test.ts')
const pages = by('test/plugin/pages/subject.test.ts')
const lists = by('test/plugin/selection.test.ts')

/** What protects somebody for whom others ask. */
export const onBehalf: readonly Saboteur[] = [
  {
    id: 'asks-for-somebody-without-inviting-them',
    file: 'plugin/erasure/demand/invitation.ts',
    find: "  if (invitedAt === undefined) return { is: 'not-sent' }",
    replace: "  if (invitedAt === undefined) return { is: 'over' }",
    caughtBy: domain('asking for somebody else')
  },
  {
    id: 'opens-before-the-time-to-answer-is-over',
    file: 'plugin/erasure/demand/invitation.ts',
    find: "  return now >= endsAt ? { is: 'over' } : { is: 'running', endsAt }",
    replace: "  return now >= invitedAt ? { is: 'over' } : { is: 'running', endsAt }",
    caughtBy: worker('whoever is asked for is invited, left time, told, and only then erased')
  },
  {
    id: 'takes-an-approval-from-before-for-an-answer-to-an-objection',
    file: 'plugin/erasure/demand/objections.ts',
    find: '  asOfficer === true && at > objection.at',
    replace: '  asOfficer === true',
    caughtBy: domain('asking for somebody else')
  },
  {
    id: 'does-not-tell-what-became-of-an-objection',
    file: 'plugin/work/objections.ts',
    find: "...(decided ? (['objection-overruled'] as const) : [])",
    replace: '',
    caughtBy: worker('who objects is told at once what that does, and later what became of it')
  },
  {
    id: 'objects-for-whoever-opens-a-link',
    file: 'plugin/pages/subject/links/object.ts',
    find: "    if (readLink(keys, 'form', form, at) !== document!.id) return say(visit, texts => texts.stale, 409)",
    replace: '',
    caughtBy: pages(
      'who objects by the link of a mail presses a button first, and is told the truth when it is too late'
    )
  },
  {
    id: 'leaves-an-old-reason-after-the-notice-went-out',
    file: 'plugin/erasure/steps/waiting.ts',
    find: "  if (hasBeenTold(view)) return { do: 'move', to: 'checking', because: 'notice-sent' }",
    replace: '',
    caughtBy: worker('whoever is asked for is invited, left time, told, and only then erased')
  },
  {
    id: 'takes-a-mandate-of-nobody',
    file: 'plugin/store/records/mandates.ts',
    find: "  if (who === undefined) throw new Problem('mandate-without-who')",
    replace: "  if (who === undefined) who = ''",
    caughtBy: lists('from the command line: search, draft, read the consequences, confirm, follow, release')
  }
]
