import { cause } from './cause.ts'

const gated = [
  ...['approveRequest', 'waiveRequest', 'attestRequest', 'releaseSelection', 'releaseLifecycleRun', 'releaseReplay'],
  ...['releaseBrake', 'liftHold', 'agreeToLiftHold', 'setController']
]

/** Why somebody is no second person. */
export const agreementCauses = {
  'approver-is-requester': cause(
    gated,
    'You asked, picked, set or placed this yourself, or your account on the platform did. Two pairs of eyes are meant, not two clicks.',
    'Sie selbst oder Ihr Konto auf der Plattform haben das verlangt, ausgewählt, eingestellt oder eingetragen. Gemeint sind vier Augen, nicht zwei Klicks.'
  ),
  'let-in-by-requester': cause(
    gated,
    'One of you added the other as a person, and nobody else vouches for them: whoever can make a second person could otherwise agree with themselves. `lethe person list` shows who let whom in.',
    'Eine der beiden Personen hat die andere aufgenommen, und niemand sonst bürgt für sie: Wer eine zweite Person anlegen kann, könnte sonst sich selbst zustimmen. Wer wen aufgenommen hat, zeigt `lethe person list`.'
  ),
  'approver-is-subject': cause(
    gated,
    'An account that is linked to you is among those that this is about. Nobody decides on their own account.',
    'Unter den betroffenen Konten ist eines, das mit Ihnen verknüpft ist. Niemand entscheidet über das eigene Konto.'
  ),
  'machine-may-not-approve': cause(
    [
      ...gated,
      ...['addPerson', 'setRoles', 'linkPerson', 'vouchForPerson', 'createToken', 'exchangeToken', 'declare', 'goLive'],
      ...['setPlatformPolicy', 'addFactProvider', 'rotateFactProvider', 'dropReplay', 'dropDeadLetter'],
      'acknowledgeStoreRestore'
    ],
    'The token was made with `--machine`, or the person is a system. A program may ask and read; that somebody agrees means a human being who answers for it.',
    'Die Zugangsmarke wurde mit `--machine` gemacht, oder die Person ist ein System. Programme dürfen verlangen und lesen; zustimmen muss ein Mensch, der dafür einsteht.'
  ),
  'token-made-by-another': cause(
    [...gated, 'vouchForPerson'],
    'An administrator made the token for you and saw it when it was shown. Until you exchange it, nobody can tell which of you two acts.',
    'Jemand aus der Administration hat die Zugangsmarke für Sie gemacht und sie dabei gesehen. Solange Sie sie nicht tauschen, ist nicht zu unterscheiden, wer von beiden handelt.'
  ),
  'person-not-linked': cause(
    gated,
    'Before you decide about people on a platform it must be known which account there is yours, so that you do not decide about yourself. Once for each platform is enough.',
    'Bevor Sie über Konten einer Plattform entscheiden, muss bekannt sein, welches dort Ihres ist, damit Sie nicht über sich selbst entscheiden. Einmal je Plattform genügt.'
  ),
  'subject-not-known-yet': cause(
    ['approveRequest', 'waiveRequest', 'attestRequest'],
    'The platform has not been asked yet, or nobody matches the identifiers. `lethe request show` tells which.',
    'Die Plattform wurde noch nicht gefragt, oder niemand passt zu den Kennungen. Welches von beiden, zeigt `lethe request show`.'
  ),
  'vouching-for-oneself': cause(
    ['vouchForPerson'],
    'You let this person in, they let you in, or one person let both of you in. On a site with a single administrator there is nobody else: then the agreement of the site is set to one person, knowingly.',
    'Sie haben diese Person aufgenommen, sie Sie, oder beide wurden von derselben Person aufgenommen. Gibt es nur eine Person in der Administration, kann die Einrichtung bewusst festlegen, dass eine genügt.'
  ),
  'own-link-stays': cause(
    ['linkPerson'],
    'Whoever could unlink themselves could afterwards agree to the deletion of their own account.',
    'Wer die eigene Verknüpfung lösen könnte, könnte danach der Löschung des eigenen Kontos zustimmen.'
  ),
  'own-roles-stay': cause(
    ['setRoles'],
    'There is another administrator who could give you the role. Where you are the only one, you may.',
    'Es gibt noch jemanden in der Administration, der Ihnen die Rolle geben kann. Wo Sie allein sind, dürfen Sie es selbst.'
  ),
  'account-linked-already': cause(
    ['linkPerson'],
    'Two persons in Lethe are usually one human being who was added twice, or an account on the platform is shared by several people, which nobody can answer for.',
    'Meist sind zwei Personen in Lethe derselbe Mensch, der zweimal aufgenommen wurde; oder mehrere teilen sich ein Konto auf der Plattform, wofür niemand einstehen kann.'
  ),
  'token-of-own-lives': cause(
    ['exchangeToken'],
    'A token that was handed over can be exchanged as long as the person has none of their own. A second exchange would let whoever kept the first one act as well.',
    'Eine übergebene Zugangsmarke lässt sich tauschen, solange die Person keine eigene hat. Bei einem zweiten Tausch könnte auch handeln, wer die erste behalten hat.'
  ),
  'privacy-officer-needed': cause(
    ['approveRequest'],
    'The account has privileged roles, or many things have only this owner. All other approvals may come from an administrator.',
    'Das Konto hat besondere Rechte, oder vieles gehört nur dieser Person. Alle anderen Freigaben kann auch die Administration erteilen.'
  ),
  'policy-lets-own-request-pass': cause(
    ['setPlatformPolicy', 'declare', 'addFactProvider', 'rotateFactProvider'],
    'You have an open request on this platform, and the change would ask less of it.',
    'Auf dieser Plattform ist eine Anfrage von Ihnen offen, und die Änderung würde weniger von ihr verlangen.'
  ),
  'agreement-not-knowing': cause(
    ['setController'],
    'The number of people who must agree would become smaller. That is allowed, and it must not happen by an oversight.',
    'Es müssten künftig weniger Menschen zustimmen. Das ist erlaubt, darf aber nicht aus Versehen geschehen.'
  ),
  'brake-agreed': cause(
    ['releaseBrake', 'releaseSelection', 'releaseLifecycleRun', 'releaseReplay'],
    'Your voice is counted once. How many are still missing stands with what is kept back.',
    'Ihre Stimme zählt einmal. Wie viele noch fehlen, steht bei dem, was zurückgehalten wird.'
  )
}
