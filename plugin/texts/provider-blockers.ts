import { text } from './blocker-text.ts'

/** What a person reads when a fact provider gave no answer that counts. */
export const providerBlockers = {
  'provider-answer-pending': text(
    'A system outside was asked and has not answered yet.',
    'Nothing: the request goes on by itself as soon as the answer is there.',
    'Ein anderes System wurde gefragt und hat noch nicht geantwortet.',
    'Nichts: Die Anfrage geht von selbst weiter, sobald die Antwort da ist.'
  ),
  'provider-unreachable': text(
    'A system that must be asked cannot be reached.',
    'See that it is up; it is asked again with the next check.',
    'Ein System, das gefragt werden muss, ist nicht erreichbar.',
    'Dafür sorgen, dass es läuft; bei der nächsten Prüfung wird es erneut gefragt.'
  ),
  'provider-refuses': text(
    'A system that must be asked refused the question.',
    'Look at its log; its secret may have been renewed on one side only.',
    'Ein System, das gefragt werden muss, hat die Frage abgelehnt.',
    'Dessen Protokoll ansehen; vielleicht wurde das Geheimnis nur auf einer Seite erneuert.'
  ),
  'provider-answer-wrong': text(
    'A system outside answered, but not the question that it was asked.',
    'Compare its answer with the guide on fact providers.',
    'Ein anderes System hat geantwortet, aber nicht auf die gestellte Frage.',
    'Dessen Antwort mit der Anleitung zu Auskunftsstellen vergleichen.'
  ),
  'provider-does-not-know': text(
    'A system outside was asked and does not know.',
    'Find out otherwise and attest it.',
    'Ein anderes System wurde gefragt und weiß es nicht.',
    'Auf anderem Weg klären und bestätigen.'
  ),
  'provider-identifier-missing': text(
    'A system that must be asked knows people by an identifier that is not known here.',
    'Send the demand with that identifier, or attest the answer.',
    'Ein System, das gefragt werden muss, kennt Personen unter einer Kennung, die hier fehlt.',
    'Das Verlangen mit dieser Kennung senden oder die Antwort bestätigen.'
  )
}
