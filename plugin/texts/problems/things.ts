import { words } from './words.ts'

const platformItself = 'Sehen Sie auf der Plattform selbst nach.'
const demandsOfRequest = 'Sehen Sie die Verlangen der Anfrage an.'

/** What is not there, in German. */
export const thingsInGerman = {
  'platform-unknown': words('Diese Plattform gibt es nicht', 'Sehen Sie nach: `lethe platform list`.'),
  'no-ownership-list': words('Plattformen dieser Art können nicht auflisten, wem was gehört', platformItself),
  'no-partner-report': words('Plattformen dieser Art haben keinen Bericht für Partner', platformItself),
  'source-unknown': words('Diesen Absender gibt es nicht', 'Sehen Sie nach: `lethe source list`.'),
  'fact-provider-unknown': words('Diese Auskunftsstelle gibt es nicht', 'Sehen Sie nach: `lethe fact-provider list`.'),
  'selection-unknown': words(
    'Diese Auswahl gibt es nicht',
    'Sehen Sie nach: `lethe select list`. Nach einem Monat werden sie vergessen.'
  ),
  'run-unknown': words('Diesen Lauf gibt es nicht', 'Sehen Sie nach: `lethe lifecycle runs`.'),
  'request-unknown': words(
    'Diese Anfrage gibt es nicht',
    'Sehen Sie nach: `lethe request list`. Beendete Anfragen stehen unter ihrem Monat.'
  ),
  'demand-unknown': words('Dieses Verlangen gibt es in der Anfrage nicht', demandsOfRequest),
  'person-unknown': words('Diese Person gibt es nicht', 'Sehen Sie nach: `lethe person list`.'),
  'token-unknown': words(
    'Diese Zugangsmarke gibt es nicht',
    'Zugangsmarken werden mit ihrer Kennung genannt, nicht mit ihrem Text.'
  ),
  'problem-unknown': words('Diesen Code gibt es nicht', 'Alle stehen unter GET /problems.'),
  'key-unknown': words(
    'Zu diesem Monat gibt es keinen Schlüssel',
    'Schlüssel gibt es für Monate, in denen etwas versiegelt wurde.'
  ),
  'endpoint-unknown': words('Diese Meldeadresse gibt es nicht', 'Sehen Sie nach: `lethe endpoint list`.'),
  'dead-letter-unknown': words(
    'Diese nicht angenommene Nachricht gibt es nicht',
    'Sehen Sie nach: `lethe endpoint dead-letters`.'
  ),
  'https-needed': words(
    'Nachrichten gingen unverschlüsselt durch ein öffentliches Netz',
    'Geben Sie eine Adresse an, die mit https beginnt. Bloßes http ist für diesen Rechner und für private Netze.'
  ),
  'endpoint-in-use': words(
    'Über diese Meldeadresse erfährt eine Stelle, die Daten der Plattform erhält, von Löschungen',
    'Entfernen Sie zuerst diese Stelle: `lethe recipient list`.'
  ),
  'recipient-way-wrong': words(
    'Eine Stelle wird auf genau einem Weg benachrichtigt',
    'Geben Sie eine Mailadresse oder eine Meldeadresse an, nicht beides und nicht keines.'
  ),
  'fact-question-taken': words(
    'Diese Frage beantwortet auf dieser Plattform schon eine andere Auskunftsstelle',
    'Entfernen Sie zuerst jene, oder lassen Sie die Frage weg.'
  )
}
