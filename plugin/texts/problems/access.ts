import { words } from './words.ts'

/** Refusals because of who asks and what they may do, in German. */
export const accessInGerman = {
  'token-refused': words(
    'Keine gültige Zugangsmarke',
    'Senden Sie eine Zugangsmarke, die weder widerrufen noch abgelaufen ist; `lethe token create` macht eine.'
  ),
  'signature-refused': words(
    'Diesen Absender gibt es nicht, oder die Unterschrift ist nicht seine',
    'Unterschreiben Sie den Inhalt Byte für Byte mit einem gültigen Geheimnis dieses Absenders; `lethe source list` zeigt, welche gelten.'
  ),
  'answer-refused': words(
    'Diese Frage gibt es nicht, oder die Unterschrift ist nicht die der gefragten Stelle',
    'Antworten Sie unter der Adresse der Frage, einmal, rechtzeitig und mit einem gültigen Geheimnis dieser Auskunftsstelle unterschrieben.'
  ),
  'form-stale': words(
    'Diese Seite war zu lange offen oder wurde nicht von Ihnen geöffnet',
    'Sehen Sie sich noch einmal an, was hier steht, und senden Sie es erneut; es ist nichts geschehen.'
  ),
  'role-missing': words(
    'Ihre Rollen lassen das nicht zu',
    'Bitten Sie jemanden, der die Rolle hat, oder die Administration, sie Ihnen zu geben.'
  ),
  'demand-not-yours': words(
    'Dieses Verlangen können Sie nicht zurücknehmen',
    'Bitten Sie, wer es gestellt hat, oder die Datenschutzstelle.'
  ),
  'type-not-allowed': words(
    'Dieser Absender darf Nachrichten dieser Art nicht senden',
    'Legen Sie den Absender mit dieser Art neu an.'
  ),
  'platform-not-allowed': words(
    'Dieser Absender darf nicht für diese Plattform sprechen',
    'Nennen Sie eine Plattform, für die er angelegt wurde, mit ihrer Kennung oder ihrem Namen.'
  ),
  'origin-not-allowed': words(
    'Dieser Absender darf nicht auf diese Weise verlangen',
    'Senden Sie eine Herkunft, für die er angelegt wurde.'
  ),
  'not-yours-to-ask': words(
    'Auf der Plattform dürften Sie dieses Konto nicht löschen',
    'Bitten Sie jemanden, der in einer Organisation des Kontos Benutzer verwaltet.'
  ),
  'account-not-linked': words(
    'Niemand hat gesagt, welches Konto auf dieser Plattform Ihres ist',
    'Die Administration trägt es ein (`lethe person link`) oder setzt `letUnlinkedAsk` in den Regeln der Plattform.'
  ),
  'last-administrator': words(
    'Das ist die letzte Person mit der Rolle Administration',
    'Nehmen Sie zuerst eine weitere auf: sonst könnte niemand mehr jemanden hereinlassen.'
  )
}
