import { text } from './blocker-text.ts'

/** Blockers that the platform itself or its settings cause, whoever asks. */
export const platformBlockers = {
  'platform-cancel-refused': text(
    'The demand was withdrawn, but the platform does not let Lethe cancel the deletion that it has begun: the account stays locked.',
    'An administrator of the platform cancels it there (Django admin, User retirement statuses), or gives the service account user_api.change_userretirementstatus; the request then ends by itself.',
    'Das Verlangen wurde zurückgezogen, aber die Plattform lässt Lethe die begonnene Löschung nicht abbrechen: das Konto bleibt gesperrt.',
    'Die Administration der Plattform bricht sie dort ab (Django-Admin, User retirement statuses) oder gibt dem Dienstkonto user_api.change_userretirementstatus; die Anfrage endet dann von selbst.'
  ),
  'platform-owned-resources-not-found': text(
    'The platform counts more things that this person owns than it lets be found; only the list of the whole platform shows who owns them.',
    'Wait for the list of the coming night, or read it now: `lethe platform orphans PLATFORM --now`.',
    'Die Plattform zählt mehr, was dieser Person gehört, als sich bei ihr finden lässt; nur die Liste der ganzen Plattform zeigt, wem es gehört.',
    'Die Liste der kommenden Nacht abwarten oder sie jetzt lesen: `lethe platform orphans PLATFORM --now`.'
  ),
  'deletion-switched-off': text(
    'The platform has switched off that learners delete their accounts themselves.',
    'Ask the administrators of the platform or the privacy officer of the institution to delete the account.',
    'Die Plattform hat abgeschaltet, dass Lernende ihr Konto selbst löschen.',
    'Die Administration der Plattform oder die Datenschutzstelle der Einrichtung um die Löschung bitten.'
  ),
  'start-switched-off': text(
    'The platform does not let Lethe start a deletion.',
    'Switch the bulk retirement call on, or let the learner press the platform’s own button.',
    'Die Plattform lässt Lethe keine Löschung beginnen.',
    'Den Sammelaufruf einschalten, oder die Person drückt den Knopf der Plattform.'
  ),
  'another-driver': text(
    'Something else drives deletions on this platform.',
    'Stop it first; two drivers harm each other.',
    'Etwas anderes führt auf dieser Plattform Löschungen durch.',
    'Es zuerst abschalten; zwei schaden einander.'
  )
}
