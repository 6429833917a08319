import { words } from './words.ts'

/** Refusals around legal holds and around what is kept, in German. */
export const holdsInGerman = {
  'hold-unknown': words('Diese Aufbewahrungspflicht gibt es nicht', 'Sehen Sie nach: `lethe hold list`.'),
  'hold-released': words('Die Aufbewahrungspflicht ist schon aufgehoben', 'Tragen Sie eine neue ein.'),
  'hold-finds-nobody': words(
    'Die Plattform kennt niemanden unter dieser Angabe; die Aufbewahrungspflicht würde niemanden schützen',
    'Nennen Sie das Konto mit Nummer, Benutzername oder E-Mail: die Kennung eines anderen Systems allein findet hier kein Konto.'
  ),
  'lift-not-asked': words(
    'Niemand hat verlangt, diese Aufbewahrungspflicht aufzuheben',
    'Verlangen Sie es zuerst: `lethe hold lift`.'
  ),
  'review-not-ahead': words(
    'Die nächste Prüfung liegt in der Vergangenheit',
    'Nennen Sie einen späteren Zeitpunkt, oder heben Sie die Aufbewahrungspflicht auf.'
  ),
  'period-empty': words(
    'Der Zeitraum endet, bevor er beginnt',
    'Nennen Sie mit `to` einen späteren Tag als mit `from`; er selbst gehört nicht mehr dazu.'
  ),
  'legal-hold-stands': words(
    'Für jemanden davon gilt eine Aufbewahrungspflicht',
    'Lassen Sie diese Konten weg; `lethe hold list` zeigt, welche Aufbewahrungspflichten gelten.'
  ),
  'kept-row-not-due': words(
    'Hier wartet nichts darauf, gelöscht zu werden',
    'Sehen Sie nach: `lethe retained list`. Abschließen lässt sich nur, was fällig ist.'
  )
}
