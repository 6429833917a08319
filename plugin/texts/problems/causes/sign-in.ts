import { cause } from './cause.ts'

/** Why somebody does not get in by the pages, and why what they sign in by stays. */
export const signInCauses = {
  'form-stale': cause(
    ['*sign-in', '*pages'],
    'The page was open for long, or you signed in anew in another window. A form that another site sends in your name is refused in the same way.',
    'Die Seite war lange offen, oder Sie haben sich in einem anderen Fenster neu angemeldet. Ebenso wird ein Formular abgewiesen, das eine fremde Seite in Ihrem Namen sendet.'
  ),
  'password-wrong': cause(
    ['setPassword'],
    'A slip, or the keyboard stands in another layout. Too many tries in a row are slowed down.',
    'Ein Tippfehler oder eine andere Tastaturbelegung. Zu viele Versuche hintereinander werden gebremst.'
  ),
  'password-too-obvious': cause(
    ['setPassword'],
    'Such passwords stand on every list that is tried first.',
    'Solche Passwörter stehen auf jeder Liste, die zuerst durchprobiert wird.'
  ),
  'password-of-own-stands': cause(
    ['setPassword'],
    'A first password is given by somebody else once; afterwards it is the person’s own, and nobody else can set it.',
    'Das erste Passwort gibt einmal jemand anderes; danach gehört es der Person allein, und niemand sonst kann es setzen.'
  ),
  'sign-in-name-taken': cause(
    ['setPassword'],
    'Names to sign in by are unique, also where only capital letters differ.',
    'Anmeldenamen gibt es nur einmal, auch wenn sie sich nur in der Groß- und Kleinschreibung unterscheiden.'
  ),
  'identity-taken': cause(
    ['linkIdentity'],
    'The same human being was added twice, or an identity provider gave a number a second time.',
    'Derselbe Mensch wurde zweimal aufgenommen, oder ein Anmeldedienst hat eine Nummer ein zweites Mal vergeben.'
  ),
  'session-is-no-token': cause(
    ['exchangeToken'],
    'Signing in on the pages lets you use the pages; a program needs a token of its own, which can be revoked alone.',
    'Die Anmeldung auf den Seiten gilt für die Seiten; ein Programm braucht eine eigene Zugangsmarke, die sich einzeln widerrufen lässt.'
  ),
  'scope-not-held': cause(
    ['createToken'],
    'A token can be narrower than its person, never wider.',
    'Eine Zugangsmarke kann weniger dürfen als ihre Person, nie mehr.'
  ),
  'identity-provider-not-set': cause(
    ['testSignIn'],
    'Nobody has set one, or it was removed. Administrators with a password can still sign in.',
    'Es wurde keiner eingerichtet, oder er wurde entfernt. Mit Passwort kann sich die Administration weiterhin anmelden.'
  ),
  'identity-provider-refuses': cause(
    ['setSignIn', 'testSignIn'],
    'The client is not known there, its secret has expired, or the address of the way back is not registered with it.',
    'Der Client ist dort nicht bekannt, sein Geheimnis ist abgelaufen, oder die Rücksprungadresse ist dort nicht eingetragen.'
  ),
  'identity-provider-unavailable': cause(
    ['setSignIn', 'testSignIn'],
    'Lethe reaches it from the server, not from the browser: a firewall or a name server may stand between the two.',
    'Lethe ruft ihn vom Server aus auf, nicht vom Browser: Dazwischen kann eine Firewall oder der Namensdienst stehen.'
  )
}
