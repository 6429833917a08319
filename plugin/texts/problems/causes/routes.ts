import { cause } from './cause.ts'

/** Why a route of the reverse proxy does not lead here. */
export const routeCauses = {
  'route-path-refused': cause(
    ['*route'],
    'Somebody tries to reach a deletion past the route, or a proxy rewrites addresses. What the proxy and the platform read differently is not handed on.',
    'Jemand versucht, an der Route vorbei zu einer Löschung zu kommen, oder ein Proxy schreibt Adressen um. Was Proxy und Plattform verschieden lesen, wird nicht weitergegeben.'
  ),
  'route-secret-refused': cause(
    ['*route'],
    'The header is missing, doubled or old: the gateway was set anew and the proxy was not reloaded. A direct call to the gateway’s port is answered in the same way.',
    'Die Kopfzeile fehlt, steht doppelt oder ist veraltet: Das Gateway wurde neu eingestellt und der Proxy nicht neu geladen. Ebenso wird ein direkter Aufruf am Port des Gateways beantwortet.'
  ),
  'route-secret-taken': cause(
    ['setPlatformGateway'],
    'The same file was given for two platforms.',
    'Für zwei Plattformen wurde dieselbe Datei angegeben.'
  ),
  'route-host-refused': cause(
    ['*route'],
    'The proxy sends its own name or that of the upstream as Host (nginx does so unless `proxy_set_header Host` is set), or the platform has a second public name.',
    'Der Proxy sendet als Host seinen eigenen Namen oder den des Ziels (nginx tut das ohne `proxy_set_header Host`), oder die Plattform hat einen zweiten öffentlichen Namen.'
  ),
  'gateway-mode-wrong': cause(
    ['setPlatformGateway'],
    '`forward` and `defer` belong to Open edX, `answer-at-once` and `wait` to OpenOlat.',
    '`forward` und `defer` gehören zu Open edX, `answer-at-once` und `wait` zu OpenOlat.'
  ),
  'gateway-needs-mail': cause(
    ['setPlatformGateway'],
    'In the mode `defer` the platform never sees the password, so the person confirms by a link in a mail.',
    'In der Betriebsart `defer` sieht die Plattform das Passwort nie; deshalb bestätigt die Person mit einem Link in einer Mail.'
  ),
  'gateway-cannot-begin': cause(
    ['setPlatformGateway'],
    'In the mode `defer` Lethe begins the deletion itself after the cool-off, and the last check said that it may not: on Open edX the bulk call is off.',
    'In der Betriebsart `defer` beginnt Lethe die Löschung nach der Bedenkzeit selbst, und nach der letzten Prüfung darf es das nicht: Auf Open edX ist der Sammelaufruf abgeschaltet.'
  )
}
