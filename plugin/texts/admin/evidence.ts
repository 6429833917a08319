const en = {
  title: 'Evidence and keys',
  lead: 'What keeps the stored evidence from being changed, what certificates are verified with, and the keys that seal what names somebody.',
  links: {
    check: 'Check the evidence',
    anchors: 'Signed batches',
    certificateKeys: 'Keys of certificates',
    keys: 'Keys by month',
    retained: 'What platforms keep',
    log: 'Record of decisions'
  },
  says: {
    check: 'Compares every stored chain with what the signed batches say of it.',
    anchors: 'Keep a copy elsewhere: against it nobody can change what was done, not even who runs Lethe.',
    certificateKeys: 'The public halves, past ones too; how to change the private one.',
    keys: 'What lives under the key of each month, and which copies in backups it can open.',
    retained: 'What a platform keeps for a term, and what of it is to be deleted now.',
    log: 'Who decided what about who may do what.'
  },
  checkLead:
    'Every chain is read and compared with the signed batches. Nothing is changed. It goes on by itself; you may leave this page.',
  checkDo: 'Check now',
  never: 'Nobody has checked since Lethe was started.',
  failed: 'The last check broke off. Look into the log, then check again.',
  running: 'Chains looked at',
  begun: 'Begun',
  ended: 'Ended',
  result: 'What was found',
  fine: 'Every chain is as it was signed.',
  faults: (count: number) => (count === 1 ? 'One fault was found.' : `${count} faults were found.`),
  faultsLead:
    'Do not mend anything by hand. Keep the data folder as it is, compare with your own copy of the batches, and look at who could write there.',
  chains: 'Chains',
  entries: 'Entries',
  batches: 'Batches',
  unanchored: 'Grown since the last batch',
  faultsCaption: 'Faults',
  fault: 'What is wrong',
  request: 'Request',
  entry: 'Entry',
  batch: 'Batch',
  findings: {
    'anchors-broken': 'A batch is not as it was signed, or not in its place.',
    'anchors-rolled-back': 'The keys know a later batch than is stored: the data is older than it should be.',
    'chain-changed': 'An entry that was signed for is another one now, or gone.',
    'chain-broken': 'The chain is broken in itself.',
    'chain-missing': 'The request is gone, and no term of ours took it away.',
    'chain-unreadable': 'The document of the request is damaged.'
  },
  anchorsLead:
    'Each batch holds the heads of the chains that grew since the one before, and its hash. Download them regularly, and keep them where nobody who runs Lethe can write: `lethe verify --anchors` compares a certificate with them.',
  download: 'Download all batches',
  anchorDo: 'Draw a batch now',
  anchorsCaption: 'Signed batches, the oldest first',
  anchorsEmpty: 'No batch was drawn yet.',
  number: 'Number',
  at: 'Drawn',
  heads: 'Chains that grew',
  removed: 'Chains that a term removed',
  signedBy: 'Signed by key',
  certificateLead:
    'Whoever has a certificate verifies it with these; anybody may read them at /certificate-keys. What a past key signed goes on being verified with it.',
  certificateCaption: 'Keys of certificates, the oldest first',
  keyId: 'Key',
  publicKey: 'Public key',
  since: 'From',
  until: 'Until',
  firstStart: 'the first start',
  signsNow: 'it signs now',
  rotate: 'Sign with a new key',
  rotateTitle: 'Sign certificates with a new key',
  rotateLead:
    'From now on certificates are signed with a new key. The private half of the present one is destroyed at once; its public half stays listed, so that every certificate of before can still be verified. It cannot be undone. Do it if the key may have been seen, or by your own calendar.',
  rotateDo: 'Change the key',
  keysLead:
    'What names somebody is sealed under the key of its month. When a key is retired, what still lives is sealed anew, and no copy in any backup can open what the key sealed.',
  keysCaption: 'Keys by month, the oldest first',
  keysEmpty: 'No key was needed yet.',
  month: 'Month',
  state: 'State',
  is: { current: 'its month is not over', over: 'over: can be retired', retired: 'retired' },
  living: 'Lives under it',
  livingWork: 'of requests under way',
  livingReplay: 'for restores',
  livingBlock: 'against repetition',
  copies: 'Copies in backups',
  openable: (since: string) => `Copies since ${since} can be opened with this key until it is retired.`,
  unreadable: (since: string) => `No copy can be opened since ${since}.`,
  retire: 'Retire',
  retireThe: (month: string) => `Retire the key of ${month}`,
  retireTitle: 'Retire the key of a month',
  retireLead: (month: string) => `The key of ${month} is destroyed, for good.`,
  retireMeans: [
    'What still lives under it is sealed anew first, so that nothing under way is lost.',
    'No copy of the data folder can open any more what this key sealed, in whatever backup it lies: that is how erasure reaches backups.',
    'A restore from a backup that is older than now loses what was sealed under this key: requests under way at that time would have to be asked for anew.',
    'If the key folder itself lies in a backup, destroy that copy too: Lethe cannot reach it.'
  ],
  retireDo: 'Destroy the key',
  back: 'To the keys',
  retiredNow: (count: number) =>
    count === 1
      ? 'The key is destroyed. One compartment was sealed anew.'
      : `The key is destroyed. ${count} compartments were sealed anew.`,
  retainedLead:
    'What a platform keeps of an account on a ground and for a term. When a term is over, somebody deletes it at the platform and says so here.',
  retainedCaption: 'What is kept, the end that comes next first',
  retainedEmpty: 'No platform keeps anything for a term.',
  onlyDue: 'Only what is due',
  all: 'Everything',
  what: 'What',
  platform: 'Platform',
  ground: 'Ground',
  account: 'Account',
  forgotten: 'not known any more, or not for your role',
  ends: 'Ends',
  rowIs: { running: 'runs', due: 'is over: delete it', settled: 'deleted' },
  settledAt: 'deleted',
  move: 'What can be done',
  settle: 'It is deleted',
  settleThe: (what: string, request: string) => `It is deleted: ${what} of request ${request}`,
  settleTitle: 'Say that it is deleted',
  settleLead:
    'Delete it at the platform first. What you say here goes into the evidence of the request, with your name behind it, and stays there.',
  settleDo: 'I have deleted it at the platform',
  said: {
    'check-begun': 'The check goes on. This page shows how far it is.',
    'batch-drawn': 'A batch was drawn. Download it.',
    'nothing-to-anchor': 'No chain has grown since the last batch.',
    'certificate-key-rotated': 'Certificates are signed with a new key from now on.',
    'row-settled': 'It stands in the evidence that this is deleted.'
  }
}

/** Words of the pages about evidence, in English. */
export const evidenceEnglish = en
