/** One thing that can be said to a request. */
export interface MoveText {
  readonly title: string
  /** What will happen. */
  readonly means: string
  /** Whether it can be undone, and what cannot. */
  readonly undo: string
  readonly submit: string
}

const move = (title: string, means: string, undo: string, submit: string): MoveText => ({ title, means, undo, submit })

/** English words of what people say to a request. */
export const en = {
  moves: {
    recheck: move(
      'Check again',
      'The platform is asked anew at once, and every question is answered again.',
      'Nothing is deleted by it. If everything holds, the request goes on by itself.',
      'Check again now'
    ),
    approve: move(
      'Approve the plan',
      'You agree to exactly the plan below. If it changes before it begins, the approval falls and you are asked again. Where more people must agree, it waits for them.',
      'Once the deletion has begun, what is deleted cannot be brought back by anybody.',
      'Approve exactly this plan'
    ),
    refuse: move(
      'Refuse',
      'The request ends without erasing anything. The person is told the ground, and that they may complain to the supervisory authority.',
      'A refused request cannot be opened again; a new demand can be made.',
      'Refuse on this ground'
    ),
    withdraw: move(
      'Withdraw',
      'The demand is taken back, by you for whoever made it. What happens then is said here:',
      'A withdrawn request cannot be opened again; a new demand can be made.',
      'Withdraw'
    ),
    extend: move(
      'Make the period longer',
      'The legal period becomes two or three months from the receipt. The person is told why, by mail, inside the first month; if they are not told in time, it does not count.',
      'It can be made longer once.',
      'Make it longer'
    ),
    suspend: move(
      'Let the clock stand still',
      'The legal clock stands still because it is in doubt who asks (Article 12(6) GDPR). The person is asked for a proof. With the proof the clock runs again by itself.',
      'The days until then move the end of the period; that it stood still stays on record.',
      'Let it stand still'
    ),
    'resume-clock': move(
      'Let the clock run again',
      'The legal clock runs again without a proof, from now on.',
      'It stays on record that you lifted it.',
      'Let it run again'
    ),
    'agree-receipt': move(
      'Agree to an earlier receipt',
      'The legal clock is counted from the time that the sender said, more than thirty days before it came in here.',
      'The end of the period moves back with it, perhaps into the past. It cannot be taken back.',
      'Agree to this receipt'
    ),
    attest: move(
      'State something of the person',
      'You state by your name what the platform cannot say. It is held in the evidence under your name.',
      'A statement is never removed; a later one takes its place.',
      'State it'
    ),
    waive: move(
      'Waive a question',
      'The question is left unanswered and no longer stops the request, on a ground that you name.',
      'The waiver stays on record. What the question protects may be lost.',
      'Waive it'
    ),
    object: move(
      'Record an objection',
      'The person said no, by letter or call. What others asked is stopped: one that rests on consent ends, any other waits for a privacy officer.',
      'It is not taken back; the person can ask themselves at any time. If something is lost already, they are told so.',
      'Record the objection'
    ),
    'cannot-ask': move(
      'Record why the person cannot ask',
      'Nobody is invited any more, and the demand opens at once.',
      'The person is not asked. It stays on record who said so.',
      'Record it'
    ),
    retry: move(
      'Try again',
      'What stands open is read first and then begun again, also where the rule alone would not repeat it: you have looked.',
      'What the platform then deletes cannot be brought back.',
      'Try again'
    ),
    'look-again': move(
      'Look again',
      'The platform is read again: what was done, what is still there. Nothing is begun.',
      'Nothing is changed on the platform.',
      'Look again'
    ),
    close: move(
      'Close as it is',
      'The request ends as partially completed. The certificate says what was done and what was not.',
      'A closed request is never taken up again. What was not erased stays.',
      'Close it'
    ),
    hold: move(
      'Place a hold',
      'A legal ground suspends the erasure of this person. They are found by what the request knows of them; looking that up goes on record. Every open request of them is told.',
      'What has been deleted already stays deleted. Lifting a hold takes a second person.',
      'Place the hold'
    )
  },
  undo: 'Can it be undone?',
  about: 'About',
  said: { by: 'Said under your name', note: 'Reasons' },
  noteHint: 'Sealed with what names the person, and destroyed with it. Name nobody who need not be named.',
  ground: 'Ground',
  grounds: {
    '11(2)': '11(2): it is not known whose data is meant',
    '12(2)': '12(2): the controller cannot identify the person',
    '12(5)-a': '12(5)(a): manifestly unfounded or excessive; a fee',
    '12(5)-b': '12(5)(b): manifestly unfounded or excessive; refused',
    '12(6)': '12(6): doubt who asks',
    '17(1)': '17(1): nothing that the right to erasure covers',
    '17(3)-a': '17(3)(a): freedom of expression and information',
    '17(3)-b': '17(3)(b): a legal duty, or a task in the public interest',
    '17(3)-c': '17(3)(c): public health',
    '17(3)-d': '17(3)(d): archiving, research or statistics',
    '17(3)-e': '17(3)(e): legal claims',
    '23(1)': '23(1): a restriction by law',
    '6(1)-c': '6(1)(c): a legal duty to process',
    '6(1)-e': '6(1)(e): a task in the public interest',
    '6(1)-f': '6(1)(f): legitimate interests',
    '17(1)-a': '17(1)(a): not needed any more',
    '17(1)-b': '17(1)(b): consent taken back',
    '17(1)-c': '17(1)(c): the person objects',
    '17(1)-d': '17(1)(d): processed unlawfully',
    '17(1)-e': '17(1)(e): a legal duty to erase',
    '18(2)': '18(2): restriction of processing'
  } as Readonly<Record<string, string>>,
  months: 'How much longer',
  monthNames: { '1': 'one month', '2': 'two months' } as Readonly<Record<string, string>>,
  because: 'Why',
  told: 'The person was told in another way, by letter for example; send no mail',
  question: 'Question',
  answer: 'What you state',
  answers: { yes: 'Yes, it holds', no: 'No, it does not hold' } as Readonly<Record<string, string>>,
  which: 'Which demand',
  allDemands: 'all that may be taken back',
  demandSaid: (said: string, received: string) => `said: ${said}; taken in: ${received}`,
  action: 'Which action',
  allActions: 'all that stand open',
  item: 'What is held',
  items: {
    account: 'the whole account',
    invoices: 'invoices',
    course: 'records in one course',
    category: 'one row of the platform’s table'
  } as Readonly<Record<string, string>>,
  itemKey: 'Key of the course, or id of the row',
  itemKeyHint: 'Only for a course or a row.',
  review: 'Looked at again on',
  plan: 'The plan that you approve',
  noPlan: 'There is no plan to approve yet.',
  already: 'Approved so far',
  stale: 'The platform says something else by now than when this plan was made. Have it checked again first.',
  changed: 'The plan has changed since an approval before. What is new needs your eye.'
}
