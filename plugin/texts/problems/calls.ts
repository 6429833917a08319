import { words } from './words.ts'

/** Refusals of a call because of how it was sent, in German. */
export const callsInGerman = {
  'body-invalid': words(
    'Die Angaben entsprechen nicht dem, was hier verlangt ist',
    'Korrigieren Sie, was unter `faults` steht; dort stehen Stelle und Regel, nie der Wert.'
  ),
  'body-missing': words('Es fehlt der Inhalt', 'Senden Sie ein JSON-Objekt mit dem Inhaltstyp application/json.'),
  'body-not-json': words(
    'Der Inhalt ist kein JSON in UTF-8',
    'Senden Sie JSON in UTF-8, ohne Bytereihenfolge-Markierung am Anfang.'
  ),
  'body-ambiguous': words(
    'In einem Objekt steht ein Name zweimal',
    'Senden Sie jeden Namen einmal: Programme sind sich nicht einig, welcher von zweien gilt.'
  ),
  'parameters-invalid': words(
    'Eine Angabe in der Adresse entspricht nicht der Beschreibung der Schnittstelle',
    'Korrigieren Sie, was unter `faults` steht.'
  ),
  'delivery-headers-wrong': words(
    'Die Kopfzeilen der Zustellung sind nicht die von Standard Webhooks',
    'Senden Sie webhook-id, webhook-timestamp (ganze Sekunden) und webhook-signature, jede genau einmal.'
  ),
  'request-malformed': words(
    'Das ist kein Aufruf, den HTTP zulässt',
    'Sehen Sie nach dem Programm oder dem Proxy, von dem er kam.'
  ),
  'delivery-stale': words(
    'Die Zustellung wurde vor zu langer Zeit unterschrieben',
    'Unterschreiben Sie sie mit der jetzigen Zeit und derselben Kennung neu, und stellen Sie die Uhr des Absenders.'
  ),
  'delivery-future': words(
    'Die Zustellung wurde in der Zukunft unterschrieben',
    'Stellen Sie die Uhr des Absenders oder die dieses Rechners.'
  ),
  'route-unknown': words(
    'Unter dieser Adresse gibt es nichts',
    'Was es gibt, steht im API-Dokument unter /openapi.yaml.'
  ),
  'method-not-allowed': words(
    'Diese Methode gibt es hier nicht',
    'Was es gibt, steht im API-Dokument unter /openapi.yaml.'
  ),
  'call-too-slow': words('Der Aufruf kam zu langsam an', 'Senden Sie Kopfzeilen und Inhalt innerhalb von 30 Sekunden.'),
  'body-too-large': words('Der Inhalt ist zu groß', 'Zustellungen fassen 64 KiB, alles andere 1 MiB.'),
  'address-too-long': words('Ein Teil der Adresse ist zu lang', 'Kennungen haben höchstens 64 Zeichen.'),
  'media-type-unsupported': words(
    'Gelesen wird nur application/json in UTF-8, nicht komprimiert',
    'Senden Sie JSON in UTF-8, ohne content-encoding.'
  ),
  'headers-too-large': words('Die Kopfzeilen sind zu groß', 'Senden Sie weniger oder kürzere: gelesen werden 16 KiB.'),
  'too-many-calls': words('Zu viele Aufrufe', 'Warten Sie so lange, wie Retry-After sagt.')
}
