import { cause } from './cause.ts'

const signed = ['receiveWebhook']

/** Why somebody may not do what they ask. */
export const accessCauses = {
  'token-refused': cause(
    ['*token'],
    'The token has expired or was revoked, its person was shut out, it was cut when it was copied, or it is of another installation. `lethe doctor` tells whether the token of the command line holds.',
    'Die Zugangsmarke ist abgelaufen oder widerrufen, ihre Person wurde ausgeschlossen, sie wurde beim Kopieren gekürzt, oder sie gehört zu einer anderen Installation. Ob die der Befehlszeile gilt, sagt `lethe doctor`.'
  ),
  'signature-refused': cause(
    signed,
    'The sender signs other bytes than it sends (it formats the JSON anew afterwards), uses a secret whose time is over, or posts to the id of another source. `lethe webhook send` with the same file shows whether secret and id are right.',
    'Der Absender unterschreibt andere Bytes, als er sendet (er formatiert das JSON danach neu), verwendet ein abgelaufenes Geheimnis oder sendet an die Kennung eines anderen Absenders. Ob Geheimnis und Kennung stimmen, zeigt `lethe webhook send` mit derselben Datei.'
  ),
  'answer-refused': cause(
    ['receiveFactAnswer'],
    'The address of the question is old: it was answered already, or its time is over. Else the secret of the provider was renewed on one side only.',
    'Die Adresse der Frage ist alt: Sie wurde schon beantwortet, oder ihre Zeit ist vorbei. Sonst wurde das Geheimnis der Auskunftsstelle nur auf einer Seite erneuert.'
  ),
  'role-missing': cause(
    ['*token'],
    'You are signed in, and the operation is for another role. Some refuse only a part: to see whom a request is about needs another role than to see the request.',
    'Sie sind angemeldet, aber das ist Sache einer anderen Rolle. Manchmal betrifft es nur einen Teil: Um zu sehen, wen eine Anfrage betrifft, braucht es eine andere Rolle als für die Anfrage selbst.'
  ),
  'demand-not-yours': cause(
    ['withdrawRequest', 'confirmSelection'],
    'A request can carry demands of several people, and each takes back their own. The same holds for a selection: whoever made it confirms it.',
    'Eine Anfrage kann Verlangen mehrerer Personen enthalten, und jede nimmt ihr eigenes zurück. Ebenso bestätigt eine Auswahl, wer sie gemacht hat.'
  ),
  'type-not-allowed': cause(
    signed,
    'The source was added for some types of messages only. `lethe source list` shows which; what a source may do is never widened silently.',
    'Der Absender wurde nur für bestimmte Arten von Nachrichten angelegt; `lethe source list` zeigt, für welche. Was ein Absender darf, wird nie stillschweigend erweitert.'
  ),
  'platform-not-allowed': cause(
    signed,
    'The body names a platform for which the source was not added, or its name is spelt otherwise: capital letters count.',
    'Die Nachricht nennt eine Plattform, für die der Absender nicht angelegt wurde, oder ihr Name ist anders geschrieben: Groß- und Kleinschreibung zählt.'
  ),
  'origin-not-allowed': cause(
    [...signed, 'createRequest', 'makeSelection', 'scimDelete', 'scimPatch', 'scimReplace'],
    'The body says who asks (`self`, `on-behalf`, `identity-manager`, `lifecycle`), and the source or your role was not given that. Without a word about it a delivery is taken as `self`.',
    'Die Nachricht sagt, wer verlangt (`self`, `on-behalf`, `identity-manager`, `lifecycle`), und das wurde dem Absender oder Ihrer Rolle nicht gegeben. Ohne Angabe gilt eine Zustellung als `self`.'
  ),
  'not-yours-to-ask': cause(
    ['createRequest', '{request}', 'makeSelection'],
    'Your account on the platform manages users of other organisations than this one, so the platform itself would refuse you. Lethe does not lend its own wider rights.',
    'Ihr Konto verwaltet auf der Plattform Benutzer anderer Organisationen; die Plattform selbst würde Sie abweisen. Lethe leiht seine weiter reichenden Rechte nicht aus.'
  ),
  'account-not-linked': cause(
    ['createRequest', '{request}', 'makeSelection'],
    'What you may ask follows from your own account on the platform, and nobody has said which one that is.',
    'Was Sie verlangen dürfen, richtet sich nach Ihrem eigenen Konto auf der Plattform, und niemand hat gesagt, welches das ist.'
  ),
  'last-administrator': cause(
    ['setRoles', 'disablePerson'],
    'Nobody else who can still sign in has the role. Persons who were shut out and accounts of systems do not count.',
    'Niemand sonst, der sich noch anmelden kann, hat diese Rolle. Ausgeschlossene Personen und Systeme zählen nicht mit.'
  )
}
