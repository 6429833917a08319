import { words } from './words.ts'

/** Refusals of calls by a route of the operator's proxy, in German. */
export const routesInGerman = {
  'route-path-refused': words(
    'Der Pfad lässt sich auf mehr als eine Weise lesen',
    'Senden Sie den schlichten Pfad; bei kodierten Schrägstrichen, `;` und `..` sind Server sich nicht einig.'
  ),
  'route-secret-refused': words(
    'Mit diesem Geheimnis führt keine Route hierher',
    'Der Reverse-Proxy muss X-Lethe-Route einmal auf das Geheimnis der Route setzen; `lethe platform gateway` macht eines.'
  ),
  'route-secret-taken': words(
    'Eine andere Plattform hat dieses Geheimnis',
    'Geben Sie jeder Plattform ein eigenes: nur daran ist zu erkennen, über wessen Route ein Aufruf kam.'
  ),
  'route-host-refused': words(
    'Diese Route gehört zu einem anderen Host',
    'Der Reverse-Proxy muss Host unverändert lassen; er muss der öffentlichen Adresse aus `lethe platform gateway` entsprechen.'
  ),
  'gateway-mode-wrong': words(
    'Diese Betriebsart des Gateways hat die Plattform nicht',
    'Sehen Sie in der Beschreibung der Schnittstelle nach: Jede gehört zu einer Art von Plattform.'
  ),
  'gateway-needs-mail': words(
    'Ohne Mail kann niemand gefragt werden, ob er es so meint',
    'Setzen Sie LETHE_MAIL_URL und LETHE_MAIL_FROM vor der Betriebsart `defer`, oder nehmen Sie `forward`: dort fragt die Plattform nach dem Passwort.'
  ),
  'gateway-cannot-begin': words(
    'Die Plattform lässt Lethe keine Löschung beginnen',
    'Beheben Sie vor der Betriebsart `defer`, was `lethe platform check` nennt (`start-switched-off`), oder nehmen Sie `forward`.'
  )
}
