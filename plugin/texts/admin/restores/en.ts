/** English words of the pages about restores. */
export const en = {
  title: 'Restores',
  lead: 'A platform or Lethe’s own data can come back from a backup. Neither erases anybody by itself, and nobody who was erased comes back for good.',
  announce: 'A platform was restored',
  caption: 'Restores of platforms, the youngest first',
  empty: 'No restore of a platform was announced.',
  announced: 'Announced',
  platform: 'Platform',
  state: 'State',
  states: {
    looking: 'whoever came back is being looked for',
    'awaiting-release': 'waits for people',
    running: 'under way',
    done: 'done',
    dropped: 'dropped'
  },
  cameBack: 'Came back',
  by: 'Announced by',
  source: 'a source of deliveries',
  own: 'Lethe’s own data',
  ownNone: 'No restore of our own data was ever noticed.',
  ownOpen:
    'Our own data was restored, and nobody has looked through it yet. Everything destructive is paused on every platform.',
  ownDone: 'Our own data was restored once; it was looked through.',
  ownLink: 'What was lost with it',
  form: {
    title: 'A platform was restored',
    lead: 'Say so at once. Everybody who was erased there after the snapshot is looked for by number and birth. Nobody is erased again before people have agreed to the list.',
    snapshotAt: 'The backup was made at (UTC)',
    snapshotHint: 'Rather too early than too late: whoever was erased later is looked for.',
    restoredAt: 'It was put back at (UTC)',
    restoredHint: 'Empty: just now.',
    submit: 'Announce the restore'
  },
  replay: {
    title: 'A restore of a platform',
    snapshotAt: 'Backup of',
    restoredAt: 'Put back',
    lookedAt: 'Looked',
    waits: 'Waits because',
    told: 'Open requests that read again what they had done',
    agreed: 'Agreed so far',
    needed: 'People needed',
    nobody: 'nobody',
    dropped: 'Dropped by',
    endedAt: 'Ended',
    counts: 'Who was looked for',
    is: {
      'came-back': 'came back: the same number and the same birth',
      'another-person': 'the number belongs to somebody else now, who is left alone',
      'not-there': 'is not there',
      'not-finished': 'the former request never came to its end',
      'cannot-tell': 'the platform does not say',
      'cannot-be-known': 'nobody can know any more'
    } as Readonly<Record<string, string>>,
    again: {
      requested: 'erased again by',
      'already-open': 'has an open request',
      'another-person': 'somebody else by now; left alone',
      'not-there': 'not there any more',
      'not-finished': 'the former request never came to its end',
      'cannot-tell': 'the platform does not say',
      'cannot-be-known': 'nobody can know any more'
    } as Readonly<Record<string, string>>,
    rows: 'Each erasure after the snapshot',
    request: 'Erased by',
    found: 'Found',
    because: 'Because',
    after: 'What follows',
    link: 'request',
    more: (count: number) => `${count} more are not shown here; lethe replay show has all of them.`,
    unknown: (until: string) =>
      `From the snapshot until ${until} nobody knows who was erased: the backup is older than the term for which that is kept. Nobody can say how many they are.`,
    release: 'Agree that they are erased again',
    drop: 'Do nothing about it',
    look: 'Draw the list anew'
  },
  release: {
    title: 'Agree to erase again',
    lead: (count: number) =>
      `${count === 1 ? '1 account came' : `${count} accounts came`} back. Once enough people agree, each becomes a request of its own. Neither whoever announced the restore nor anybody on the list may agree.`,
    submit: 'I agree that they are erased again'
  },
  drop: {
    title: 'Do nothing about a restore',
    lead: 'Whoever came back stays. Who dropped it, and why, goes on record.',
    because: 'Why',
    reasons: {
      'not-restored': 'the platform was not restored',
      'times-wrong': 'it was, and the times that were said are wrong',
      'erased-otherwise': 'whoever came back was erased in another way',
      'kept-on-purpose': 'they shall stay'
    },
    submit: 'Drop it'
  },
  look: {
    title: 'Draw the list anew',
    lead: 'Who came back is looked for once more. Whoever agreed to the list before has not agreed to the new one.',
    submit: 'Look again'
  },
  store: {
    title: 'Lethe’s own data was restored',
    noticed: 'Noticed',
    gap: 'Lost',
    from: (from: string, until: string) => `from ${from} to ${until}`,
    open: 'not known',
    ended: 'Requests that had ended since; they end again as they had ended, and nothing is carried out',
    holdsLost: 'Holds that had been placed since and are gone: place them anew before anything goes on',
    holdsBack: 'Holds that had been lifted since and are back',
    paused: 'Platforms that were paused because of it',
    acknowledged: 'Looked through by',
    beforehand: 'Before it goes on',
    steps: [
      'Place the holds anew that are gone. Whom they protected stands in your own records.',
      'Shut out again who had been shut out, and revoke tokens that had been revoked.',
      'Add the sources and platforms anew that were added in that time: a sender whose source is gone is turned away.',
      'Demands that came in that time are lost, and nobody can list them from here. Have them sent again: other systems by whoever runs them, lists by whoever imported them, demands for somebody else by whoever asked. Learners who asked on the pages or by the platform’s own button have to ask again.',
      'Then ask sources to send their withdrawals of that time again. Approvals and attestations of that time are lost as well.'
    ],
    link: 'I have looked through it',
    begins:
      'Who acknowledges it lets erasing begin again, at once, on every platform that is paused because of the restore.',
    confirmTitle: 'Begin erasing again',
    confirmLead:
      'Erasing begins again at once, on every platform that is paused because of the restore. Accounts whose time is over are deleted for good without another question, and a withdrawal that was lost and not sent again stops nothing. What is not placed or sent anew stays lost.',
    understood:
      'The lost holds are placed anew, withdrawals and demands of that time were asked for, and accounts may be deleted from now on',
    submit: 'Begin erasing again'
  },
  said: {
    'restore-announced': 'Stored. Whoever came back is being looked for.',
    'replay-released': 'Your agreement is stored.',
    'replay-dropped': 'Dropped. Whoever came back stays.',
    'replay-looking': 'The list is being drawn anew.',
    'store-acknowledged': 'Erasing has begun again on the platforms that the restore had paused.'
  }
}
