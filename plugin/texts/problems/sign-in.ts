import { words } from './words.ts'

/** Refusals about how people sign in, in German. */
export const signInInGerman = {
  'password-wrong': words(
    'Das ist nicht Ihr jetziges Passwort',
    'Geben Sie als `old` das Passwort an, mit dem Sie sich jetzt anmelden.'
  ),
  'password-too-obvious': words(
    'Dieses Passwort ist leicht zu erraten',
    'Wählen Sie eines, das weder eine Reihe von Tasten oder Ziffern ist noch aus gängigen Wörtern und Ihrem Namen besteht; drei zufällige Wörter genügen.'
  ),
  'password-of-own-stands': words(
    'Diese Person der Administration hat ein eigenes Passwort',
    'Sie ändert es selbst. Wer seines verloren hat, wird ausgeschlossen (`lethe person disable`) und neu aufgenommen.'
  ),
  'sign-in-name-taken': words(
    'Mit diesem Namen meldet sich schon jemand an',
    'Geben Sie mit `signInName` einen anderen an.'
  ),
  'identity-taken': words(
    'Der Identitätsanbieter meint mit dieser Kennung jemand anderen',
    'Sehen Sie in `lethe person list` nach: Sind beide eine Person, schließen Sie zuerst die andere aus.'
  ),
  'session-is-no-token': words(
    'Das verlangt eine Zugangsmarke, und Sie handeln mit einer Sitzung',
    'Machen Sie eine mit `lethe token create` oder auf der Seite der Zugangsmarken.'
  ),
  'scope-not-held': words(
    'Eine Zugangsmarke hat keine anderen Rollen als ihre Person',
    'Nennen Sie als `scopes` Rollen, die die Person hat, oder geben Sie ihr zuerst die Rolle.'
  ),
  'identity-provider-not-set': words(
    'Es ist kein Identitätsanbieter eingerichtet',
    'Richten Sie einen ein: `lethe sign-in set`.'
  ),
  'identity-provider-refuses': words(
    'Der Identitätsanbieter hat geantwortet, aber nicht so, wie OpenID Connect es verlangt',
    'Prüfen Sie den Aussteller, den Client und die Adressen, die er nennt; der Code steht in den Einzelheiten.'
  ),
  'identity-provider-unavailable': words(
    'Der Identitätsanbieter ist nicht erreichbar',
    'Versuchen Sie es später wieder; der Code des Fehlers steht in den Einzelheiten.'
  )
}
