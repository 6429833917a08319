import { words } from './words.ts'

/** Refusals about restores, in German. */
export const replayInGerman = {
  'replay-unknown': words(
    'Diese Wiederherstellung ist nicht bekannt',
    '`lethe replay list` zeigt, welche angekündigt wurden.'
  ),
  'replay-not-waiting': words(
    'Diese Wiederherstellung wartet jetzt auf niemanden',
    'Wie es um sie steht, zeigt `lethe replay show`; `lethe replay look` stellt ihre Liste neu auf.'
  ),
  'restore-times-wrong': words(
    'Die Sicherung ist nicht älter als die Wiederherstellung, oder diese liegt in der Zukunft',
    'Geben Sie an, wann die Sicherung entstand und wann sie zurückgespielt wurde.'
  ),
  'certificate-drawn-before': words(
    'Der Nachweis dieser Anfrage ging verloren, als unsere eigenen Daten wiederhergestellt wurden',
    'Die Bescheinigung, die davor ausgestellt wurde, bleibt gültig: verwenden Sie diese.'
  ),
  'store-restored': words(
    'Unsere eigenen Daten kamen aus einer Sicherung, und noch niemand hat sie angesehen',
    'Was verloren ging, zeigt `lethe store show`; danach bestätigt es die Datenschutzstelle: `lethe store acknowledge-restore`.'
  ),
  'store-not-restored': words(
    'Unsere eigenen Daten wurden nicht wiederhergestellt, oder jemand hat sie schon angesehen',
    'Es ist nichts zu tun; `lethe store show` sagt, wie es steht.'
  )
}
