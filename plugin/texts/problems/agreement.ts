import { words } from './words.ts'

/** Refusals of a second person who is none, in German. */
export const agreementInGerman = {
  'approver-is-requester': words(
    'Wer verlangt hat, kann weder freigeben noch verzichten noch lösen',
    'Das muss jemand anderes mit dem Recht dazu tun.'
  ),
  'let-in-by-requester': words(
    'Sie und die Person, die verlangt hat, zählen als eine: eine von Ihnen hat die andere hereingelassen',
    'Jemand Drittes bürgt für die Person, die hereingelassen wurde (`lethe person vouch`), oder jemand anderes handelt.'
  ),
  'approver-is-subject': words(
    'Hier geht es um ein Konto von Ihnen selbst',
    'Das muss jemand anderes mit dem Recht dazu tun.'
  ),
  'machine-may-not-approve': words(
    'Ein System stimmt nichts zu und lässt niemanden herein',
    'Verwenden Sie eine Zugangsmarke, die für einen Menschen gemacht wurde (`lethe token create` ohne --machine).'
  ),
  'token-made-by-another': words(
    'Diese Zugangsmarke hat jemand anderes gemacht und in der Hand gehabt',
    'Tauschen Sie sie gegen eine eigene: `lethe token exchange`.'
  ),
  'person-not-linked': words(
    'Niemand hat gesagt, welches Konto auf dieser Plattform Ihres ist oder dass Sie keines haben',
    'Die Administration trägt es ein: `lethe person link PERSON --account PLATFORM=ID` oder `--without PLATFORM`.'
  ),
  'subject-not-known-yet': words(
    'Wessen Konto das ist, steht noch nicht fest; deshalb kann niemand sagen, ob es Ihres ist',
    'Warten Sie, bis die Anfrage geprüft und die betroffene Person gefunden ist.'
  ),
  'vouching-for-oneself': words(
    'Sie zählen mit dieser Person als eine oder mit der, die sie hereingelassen hat',
    'Jemand soll bürgen, den keine der beiden hereingelassen hat; oder lassen Sie jemanden neben der Person zählen, die ihn hereingelassen hat: Organisation und Zustimmung, oder `lethe controller set`.'
  ),
  'own-link-stays': words(
    'Die Verknüpfung mit einem eigenen Konto können Sie weder entfernen noch ändern',
    'Das muss jemand anderes aus der Administration tun; eine hinzufügen dürfen Sie.'
  ),
  'own-roles-stay': words(
    'Sie können sich selbst keine weiteren Rollen geben',
    'Das muss jemand anderes aus der Administration tun (`lethe person roles`); Rollen abgeben dürfen Sie.'
  ),
  'account-linked-already': words(
    'Mit diesem Konto ist schon jemand anderes verknüpft',
    'Ein Konto gehört einem Menschen: Schließen Sie zuerst die andere Person aus (`lethe person disable`) oder lösen Sie deren Verknüpfung.'
  ),
  'token-of-own-lives': words(
    'Diese Person hat eine eigene Zugangsmarke',
    'Verwenden Sie diese; eine verlorene wird zuerst widerrufen (`lethe token revoke`), und das bleibt vermerkt.'
  ),
  'privacy-officer-needed': words(
    'Diesen Plan muss auch eine Datenschutzstelle freigeben',
    'Bitten Sie die Datenschutzstelle um die Freigabe: Es geht um besondere Rechte oder um vieles, was nur dieser Person gehört.'
  ),
  'policy-lets-own-request-pass': words(
    'Damit könnte eine Anfrage von Ihnen selbst durchkommen',
    'Das muss jemand anderes aus der Administration tun, oder Sie warten, bis Ihre Anfragen auf dieser Plattform beendet sind.'
  ),
  'agreement-not-knowing': words(
    'Damit würde weniger Zustimmung verlangt als bisher',
    'Sagen Sie `knowingly`, wenn hier eine Person tun soll, was zwei tun sollten: Wer das wann gesagt hat, bleibt vermerkt.'
  ),
  'brake-agreed': words('Sie haben dem schon zugestimmt', 'Jetzt muss jemand anderes zustimmen.')
}
