import type { PlatformKind } from '../../../adapters/contract.ts'

type Words = readonly [label: string, without: string, fix: string]
interface Both {
  readonly en: Words
  readonly de: Words
}

const both = (en: Words, de: Words): Both => ({ en, de })

/** Rights by kind of platform: what each is for, what does not work without it, and what to do. */
export const permissionTexts: Readonly<Record<PlatformKind, Readonly<Record<string, Both>>>> = {
  openedx: {
    retire: both(
      [
        'carry deletions out',
        'Nothing can be deleted.',
        'Name the service account in RETIREMENT_SERVICE_WORKER_USERNAME.'
      ],
      [
        'Löschungen ausführen',
        'Nichts kann gelöscht werden.',
        'Das Dienstkonto in RETIREMENT_SERVICE_WORKER_USERNAME nennen.'
      ]
    ),
    staff: both(
      [
        'find people and see what happened',
        'Nobody can be found, and no step can be checked.',
        'Give the service account is_staff.'
      ],
      [
        'Personen finden und nachsehen, was geschah',
        'Niemand wird gefunden, und kein Schritt lässt sich prüfen.',
        'Dem Dienstkonto is_staff geben.'
      ]
    ),
    support: both(
      [
        'read linked logins',
        'Linked logins and the state of a password are unknown.',
        'Give the service account the support right (is_staff, or the role of support staff).'
      ],
      [
        'verknüpfte Anmeldungen lesen',
        'Verknüpfte Anmeldungen und der Stand eines Passworts sind unbekannt.',
        'Dem Dienstkonto das Support-Recht geben (is_staff oder die Support-Rolle).'
      ]
    ),
    'no-password': both(
      [
        'has no password',
        'With a password of its own the state of learners’ passwords is unknown.',
        'Take the password of the service account away.'
      ],
      [
        'hat kein Passwort',
        'Mit einem eigenen Passwort ist der Stand der Passwörter von Lernenden unbekannt.',
        'Dem Dienstkonto das Passwort nehmen.'
      ]
    ),
    cancel: both(
      [
        'cancel a deletion',
        'A withdrawal ends when the platform has begun.',
        'Give it user_api.change_userretirementstatus; where no withdrawal is taken to the platform, take the right away.'
      ],
      [
        'eine Löschung abbrechen',
        'Ein Rückzug endet, sobald die Plattform begonnen hat.',
        'user_api.change_userretirementstatus geben; wo kein Rückzug zur Plattform gelangt, das Recht nehmen.'
      ]
    ),
    'course-teams': both(
      [
        'hand courses over',
        'Courses cannot be handed over (Ulmo and later): somebody names a second instructor in Studio.',
        'Let the service account manage course teams.'
      ],
      [
        'Kurse übergeben',
        'Kurse können nicht übergeben werden (ab Ulmo): jemand nennt in Studio eine zweite Kursleitung.',
        'Das Dienstkonto Kursteams verwalten lassen.'
      ]
    ),
    studio: both(
      [
        'read course teams in Studio',
        'Nobody is known to be the only instructor of a course.',
        'Register the address of Studio, and let the service account read course teams there.'
      ],
      [
        'Kursteams in Studio lesen',
        'Von niemandem ist bekannt, ob er einen Kurs allein leitet.',
        'Die Adresse von Studio registrieren und das Dienstkonto dort Kursteams lesen lassen.'
      ]
    ),
    credentials: both(
      [
        'replace names in Credentials',
        'The old name stays in Credentials.',
        'Name the service account in USERNAME_REPLACEMENT_WORKER there.'
      ],
      [
        'Namen in Credentials ersetzen',
        'Der alte Name bleibt in Credentials.',
        'Das Dienstkonto dort in USERNAME_REPLACEMENT_WORKER nennen.'
      ]
    ),
    'not-superuser': both(
      [
        'an account without superuser rights',
        'Nothing here needs a superuser, and such a token opens the whole platform.',
        'Take is_superuser away from the service account.'
      ],
      [
        'ein Konto ohne Superuser-Rechte',
        'Nichts hier braucht einen Superuser, und ein solches Token öffnet die ganze Plattform.',
        'Dem Dienstkonto is_superuser nehmen.'
      ]
    )
  },
  openolat: {
    'manage-users': both(
      ['manage accounts', 'Nobody can be blocked or deleted.', 'Give the service account the role administrator.'],
      [
        'Konten verwalten',
        'Niemand kann gesperrt oder gelöscht werden.',
        'Dem Dienstkonto die Rolle Administrator geben.'
      ]
    ),
    'search-users': both(
      ['search accounts', 'Nobody is found.', 'Give the service account the role administrator.'],
      ['Konten suchen', 'Niemand wird gefunden.', 'Dem Dienstkonto die Rolle Administrator geben.']
    ),
    'see-organisations': both(
      [
        'see organisations',
        'Roles outside of the default organisation stay unseen, and names cannot be removed.',
        'Give it the role administrator in the topmost organisation.'
      ],
      [
        'Organisationen sehen',
        'Rollen außerhalb der Standardorganisation bleiben ungesehen, und Namen können nicht entfernt werden.',
        'Die Rolle Administrator in der obersten Organisation geben.'
      ]
    ),
    'change-owners': both(
      [
        'change owners of courses',
        'Courses cannot be handed over.',
        'Give it the role administrator or learning resource manager. With no learning resource yet it cannot be tried.'
      ],
      [
        'Besitzer von Kursen ändern',
        'Kurse können nicht übergeben werden.',
        'Die Rolle Administrator oder Lernressourcenverwalter geben. Ohne eine Lernressource lässt es sich nicht ausprobieren.'
      ]
    ),
    'change-coaches': both(
      ['change coaches of groups', 'Groups cannot be handed over.', 'Give it the role group manager.'],
      ['Betreuer von Gruppen ändern', 'Gruppen können nicht übergeben werden.', 'Die Rolle Gruppenverwalter geben.']
    ),
    'see-curricula': both(
      [
        'see curricula',
        'It is not known who owns curricula, so nobody who might is erased.',
        'Give it the role curriculum manager.'
      ],
      [
        'Curricula sehen',
        'Es ist nicht bekannt, wem Curricula gehören; wem welche gehören könnten, wird nicht gelöscht.',
        'Die Rolle Curriculumverwalter geben.'
      ]
    ),
    'see-grading': both(
      [
        'see grading orders',
        'Open grading orders stay unknown.',
        'Give it the role administrator, and let it see graded tests.'
      ],
      [
        'Korrekturaufträge sehen',
        'Offene Korrekturaufträge bleiben unbekannt.',
        'Die Rolle Administrator geben und bewertete Tests sehen lassen.'
      ]
    ),
    'system-administration': both(
      [
        'system administrator',
        'Erasing needs no system administrator.',
        'Take that role away from the service account.'
      ],
      ['Systemadministrator', 'Löschen braucht keinen Systemadministrator.', 'Dem Dienstkonto diese Rolle nehmen.']
    )
  }
}

/** How problems of platforms are mended, for readers of German; the adapter says it in English. */
export const germanFixes: Readonly<Record<string, string>> = {
  'not-the-worker': 'RETIREMENT_SERVICE_WORKER_USERNAME auf das Konto setzen, dem dieser OAuth-Client gehört.',
  'worker-name-differs': 'workerUsername auf das Konto setzen, dem der OAuth-Client gehört.',
  'not-staff': 'Dem Dienstkonto is_staff geben.',
  'no-working-state': 'populate_retirement_states ausführen oder die Zustände der Site in der Option „states“ nennen.',
  'another-driver': 'Den anderen Löschdienst abschalten und eine Stunde später noch einmal ausprobieren.',
  'not-the-replacement-worker':
    'USERNAME_REPLACEMENT_WORKER von Credentials auf das Dienstkonto setzen oder credentialsUrl entfernen.',
  'start-switched-off':
    'ENABLE_BULK_USER_RETIREMENT auf dem LMS einschalten und die Option „bulkStart“ dieser Plattform setzen.',
  'states-missing': 'Die fehlenden Zustände zu RETIREMENT_STATES hinzufügen und populate_retirement_states ausführen.',
  'forum-before-enrolments':
    'RETIREMENT_STATES stellt das Forum vor die Einschreibungen. Lethe schadet das nicht; ein anderer Löschdienst ließe Lernende eingeschrieben, also keinen laufen lassen.',
  'default-salts':
    'RETIRED_USER_SALTS hat den Ausgangswert: wer einen Namen rät, erkennt ihn wieder. Ein geheimes Salt anhängen, die alten behalten.',
  'nobody-drives':
    'Lernende warten, und niemand führt aus, was sie verlangt haben. Übernehmen mit „lethe platform adopt“.',
  'clocks-differ': 'Die Uhren des LMS und von Lethe gehen verschieden: beide nach einem Zeitserver stellen.',
  'cannot-manage-users': 'Dem Konto die Rolle Administrator geben.',
  'release-too-old': 'OpenOlat aktualisieren: Anlegedatum und Zustand von Konten können nicht gelesen werden.',
  'credentials-refused': 'Einen neuen API-Schlüssel machen und eintragen.',
  'password-refused': 'Einen API-Schlüssel machen und eintragen: eine Site kann jedes Passwort ablehnen.',
  'rest-off': 'Die REST-Schnittstelle einschalten (restapi.enable).',
  'gateway-needs-mail':
    'Die Route verschiebt, und keine Mail ist eingerichtet: niemand bekäme den Link. LETHE_MAIL_URL und LETHE_MAIL_FROM setzen oder die Art „forward“ wählen.',
  'gateway-cannot-begin':
    'Die Route verschiebt, und die Plattform lässt Lethe keine Löschung beginnen: das einschalten oder die Art „forward“ wählen.'
}
