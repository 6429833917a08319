import type { PageTexts } from './page-texts.ts'

/** The texts of the pages in English. */
export const en: PageTexts = {
  frame: {
    skip: 'To the content',
    language: 'Deutsch',
    status: 'How a demand stands, by its code',
    home: 'Deleting my account',
    questions: 'Questions',
    signOut: 'Leave'
  },
  help: {
    title: 'What stops the deletion of my account?',
    stops: 'This has to be done first, in this order:',
    nothingStops: 'Nothing stands in the way.',
    pressButton: 'Go to your account settings and press “Delete my account”.',
    look: 'Look again',
    account: 'To the account settings',
    where: {
      account: 'Account settings',
      signIn: 'Sign-in page',
      platform: 'To the platform',
      contact: 'Write to the institution'
    },
    lookedAgain: at => `Looked at again by itself at ${at}.`,
    lookedOnOpening: 'Looked at each time this page is opened.',
    settled: 'This is in order:',
    inOrder: {
      'social-accounts-unlinked': 'No other login is linked to the account.',
      'password-set': 'The account has a password.',
      'account-confirmed': 'The account is activated.',
      'no-open-grading-orders': 'No grading orders are open.',
      'no-unpaid-invoices': 'No invoice is unpaid.',
      'successors-named': 'Nothing is left without an owner.'
    },
    deadButton: logins =>
      `“Delete my account” in the account settings stays grey as long as another login is linked there (${logins}), also that of your institution. Set a password of your own first (“Forgot password?” on the sign-in page), unlink that login in the account settings, then press the button. If you cannot unlink it, ask an administrator of the platform.`,
    wrongPassword:
      'If your password is called wrong there although you sign in through another login: you have never been told the one that the platform made up. Set one with “Forgot password?” on the sign-in page.',
    whoCanFix: {
      subject: 'You can do this yourself.',
      requester: 'Whoever asked can do this.',
      administrator: 'An administrator of the platform can do this.',
      'privacy-officer': 'The privacy officer of the institution can do this.'
    }
  },
  fetch: {
    title: 'Fetch this first',
    text: 'What is deleted cannot be fetched any more, by anybody.',
    what: {
      certificates: 'Certificates',
      badges: 'Badges',
      'own-content': 'What you handed in or uploaded',
      portfolio: 'Portfolios and your media centre'
    },
    where: {
      openedx: {
        certificates: 'in the list of your courses, at each course; save or print each one',
        'own-content': 'in each course, where you handed it in',
        badges: 'at the service that gave them to you; the platform has no list of them'
      },
      openolat: {
        certificates: 'in your personal menu under “Evidence of achievement”; save each one as PDF',
        badges: 'in your personal menu under “Badges”; save each one',
        'own-content': 'in your personal menu under “File hub”',
        portfolio: 'in your personal menu under “Portfolio” and “Media center”'
      }
    },
    link: 'Open'
  },
  ask: {
    title: 'Ask for the deletion of my account',
    text: 'If the button in the account settings does not help you, you can ask here. Before anything is deleted you say once more that it is you: by a link in a mail, or by signing in again.',
    acknowledge: 'I have read this, and I want my account to be deleted for good.',
    copy: 'A copy of my data (Article 15 GDPR)',
    copyAsked: 'I want one before the account is deleted.',
    copyNotWanted: 'I want none.',
    button: 'Ask for the deletion of my account',
    doneTitle: 'Stored',
    done: 'Nothing has been deleted yet. You get a mail that says what stops it, or has a link by which you say that it is you. Signing out, signing in again and coming back to this page does the same.',
    doneWithoutMail:
      'Nothing has been deleted yet. One step is missing: sign out, sign in again, and come back to this page to say that it is you.',
    textByCode:
      'You can ask for it here. The code has shown that it is you: once nothing stands in the way, the time begins in which you can still withdraw.',
    doneByCode:
      'Nothing has been deleted yet. The code has shown that it is you. A mail says what stops it, or when the account will be deleted and how to withdraw.'
  },
  statusCode: {
    title: 'How does it stand?',
    text: 'Every mail about a demand ends with its code. It shows how that stands and says nothing of whose account it is.',
    label: 'Code of the demand',
    hint: 'Four groups of four letters, as BCDF-GHJK-MNPQ-RSTV. It stands at the end of each mail about the demand; whoever asked on a page of ours saw it there too.',
    button: 'Show',
    unknown: 'This code leads to nothing. Look whether every letter is right; after a year a code has ended.',
    yours: 'Code of your demand',
    keep: 'Keep this code. With it you see how it stands without signing in, also when the account is gone.',
    certificate: 'Certificate of what was done, to read, print and save',
    receivedOn: 'Asked on',
    stateSince: 'So since',
    answerBy: 'An answer by',
    endedOn: 'Ended on'
  },
  mailCode: {
    title: 'Who are you?',
    text: 'To ask for the deletion of your account, or to see how it stands, you need a code. It goes to the address that the platform has for the account.',
    label: 'User name or e-mail address on the platform',
    hint: 'Capital letters of a user name count.',
    button: 'Send me a code',
    sent: 'Look into your mail',
    sentText:
      'If there is such an account, a code goes to its address now. It is good for 15 minutes. We say the same to everybody, so that nobody learns here who has an account.',
    code: 'Code of the mail',
    codeHint: 'Two groups of four letters. Nothing came? Look into the spam folder, or check what you typed.',
    enter: 'Go on',
    wrong:
      'This code does not open anything: it is wrong, was used, or has ended. After five tries you need another one.',
    again: 'Ask for another code',
    byLink: { title: 'Go on with the code of the mail?', text: 'You stay in for 30 minutes, in this browser only.' },
    byLinkButton: 'Go on',
    signedOut: { title: 'You have left', text: 'To come back, ask for another code.' }
  },
  tooMany: { title: 'Too often', text: 'Nothing was changed. Wait a few minutes and try again.' },
  failed: { title: 'Something went wrong here', text: 'Nothing was changed. Try again in a few minutes.' },
  nowhere: { title: 'There is nothing here', text: 'The address is not whole, or what it was for is over.' },
  signIn: {
    title: 'Please sign in',
    text: 'To see what stops the deletion of your account, you have to be signed in to the platform.',
    link: 'Sign in'
  },
  open: {
    title: 'Your demand',
    states: {
      accepted: 'It is stored. Nothing has been deleted yet.',
      checking: 'It is being looked at. Nothing has been deleted yet.',
      blocked: 'It is waiting. Nothing has been deleted yet.',
      'awaiting-approval': 'It waits for the agreement of the institution.',
      'cooling-off': 'It can still be withdrawn.',
      erasing: 'The account is being deleted.',
      confirming: 'What happened is being checked on the platform.',
      stalled: 'A person has to look at it.',
      joined: 'It was added to an earlier demand for this account.',
      withdrawn: 'It was withdrawn. The account stays.',
      refused: 'It was refused.',
      expired: 'It ended, because nobody confirmed it.',
      completed: 'The account was deleted, and that was checked on the platform.',
      'partially-completed': 'It has ended, but not all of it could be done or be shown to be done.'
    },
    other: 'It is under way.',
    cancelWaits:
      'You have withdrawn it, and Lethe deletes nothing. The platform has locked the account and does not let Lethe undo that: an administrator of the platform has to. Write to them.',
    objection: {
      stops: 'You have objected, and with that the consent is gone on which it rested. Nothing is deleted on it.',
      waits: 'You have objected. Nothing is deleted until the privacy officer has decided on that.',
      overruled: 'You have objected, and the privacy officer has decided that it goes on.',
      'too-late': 'You have objected when something was deleted already that nobody can bring back.'
    },
    invited: 'Somebody else has asked for it. You can ask yourself below, or object by the link in our mail.',
    erasureAt: at => `The account will be deleted after ${at}.`,
    suspended: 'The time for an answer stands still until it is clear that it was you who asked.',
    paused: 'Deletions are paused here at the moment; yours goes on by itself after that.',
    braked: 'More people have asked than usual, so the institution looks at it before it goes on.',
    withdraw: 'Withdraw it'
  },
  fresh: {
    text: 'One step is missing: say that it is you who wants it. Sign out, sign in once more and come back; or follow the link in our mail, which comes once nothing else stands in the way.',
    withoutMail: 'One step is missing: say that it is you who wants it. Sign out, sign in once more and come back.',
    confirm: 'Yes, it is me, and I want my account to be deleted'
  },
  confirm: {
    title: 'Delete the account?',
    text: 'What is deleted cannot be brought back. Certificates, badges and files that you want to keep have to be fetched before. Until the deletion begins you can still withdraw.',
    button: 'Yes, it is me, and I want my account to be deleted',
    doneTitle: 'The demand is confirmed',
    done: 'Confirmed. You get a mail that says when the account will be deleted and how to withdraw.'
  },
  withdraw: {
    title: 'Withdraw the demand?',
    text: 'The account then stays; what has been deleted already does not come back.',
    button: 'Withdraw the demand',
    doneTitle: 'The demand is withdrawn',
    done: 'Withdrawn. You get a mail once that is done.',
    doneButLocked:
      'Withdrawn: Lethe deletes nothing. But the platform has locked the account already, and does not let Lethe undo that. Write to an administrator of the platform, who can.'
  },
  object: {
    title: 'Object to the deletion?',
    text: 'Somebody else has asked to delete this account. If you object, nothing is deleted on your consent any more; where it rests on something else, the privacy officer of the institution decides, and nothing is deleted before.',
    button: 'I object to the deletion',
    doneTitle: 'Your objection is on record',
    done: 'Recorded. You get a mail that says what your objection does, and later what became of it.',
    tooLate:
      'It is too late: the account was deleted, or something of it that nobody can bring back. You may complain to a supervisory authority and go to court (Articles 77 and 79 GDPR).',
    over: 'The demand is over, and the account was not deleted. There is nothing to object to any more.',
    nothing: 'Nobody else asks for the deletion of this account any more. A demand of your own you can withdraw.'
  },
  pressAgain: {
    title: 'Press the button of the platform once more',
    text: 'Here the platform itself takes your password and begins. Go to your account settings and press “Delete my account” once more.'
  },
  cannotBegin: {
    title: 'The deletion cannot begin at the moment',
    text: 'The platform does not let Lethe begin a deletion at the moment. Nothing was changed, and your demand stays stored. Try again later, or ask an administrator of the platform.'
  },
  notTold: {
    title: 'One step is missing',
    text: 'To ask for the deletion, tick that you have read what is lost for good. Nothing was changed.'
  },
  link: {
    title: 'This link leads nowhere',
    text: 'It is not whole, it has ended, or what it was for is over. The newest mail has the link that counts.'
  },
  status: { title: 'State of a demand' },
  down: {
    title: 'The platform does not answer',
    text: 'Nothing was changed. Try again in a few minutes.'
  },
  stale: { title: 'This page was too old', text: 'Nothing was changed. Open it again and press the button once more.' },
  platform: name => `Account on ${name}`
}
