import type { PlatformKind } from '../../../adapters/contract.ts'

/** What an option is called, and what it is for where its name does not say it. */
export interface OptionText {
  readonly title: string
  readonly description: string | null
}

const text = (title: string, description: string | null = null): OptionText => ({ title, description })

/** The options of each adapter for readers of German; their English stands in the schema of the adapter. */
export const germanOptions: Readonly<Record<PlatformKind, Readonly<Record<string, OptionText>>>> = {
  openedx: {
    baseUrl: text('Adresse des LMS', 'Wie Lethe es erreicht, ohne Pfad.'),
    studioUrl: text(
      'Adresse von Studio',
      'Ohne sie ist von niemandem bekannt, ob er allein für einen Kurs verantwortlich ist.'
    ),
    clientId: text(
      'OAuth-Client-ID des Dienstkontos für Löschungen',
      'Grant client_credentials, angelegt in der Django-Verwaltung.'
    ),
    clientSecret: text('OAuth-Client-Geheimnis'),
    workerUsername: text(
      'RETIREMENT_SERVICE_WORKER_USERNAME',
      'Das Konto, dem der OAuth-Client gehört: is_staff, ohne Passwort, kein Superuser.'
    ),
    tokenLifeMs: text(
      'Lebensdauer eines JWT der Site',
      'So lange kann jemand, der ausgesperrt ist, noch handeln; sie wird abgewartet, bevor das Konto geleert wird.'
    ),
    bulkStart: text(
      'ENABLE_BULK_USER_RETIREMENT ist eingeschaltet und darf benutzt werden',
      'Ohne das beginnen nur die Lernenden selbst eine Löschung, mit der Schaltfläche ihrer Kontoseite.'
    ),
    mayCancel: text('Ein Rückzug darf abbrechen, was die Plattform begonnen hat'),
    notes: text('Der Notizdienst ist installiert'),
    credentialsUrl: text('Adresse von Credentials', 'Wo es läuft.'),
    licenceManagerUrl: text('Adresse von License manager', 'Wo es läuft.'),
    proctoring: text('Prüfungsaufsicht (Proctoring) ist installiert'),
    forum: text('Welches Forum die Site hat'),
    partnerReport: text('Lernende kommen in den Partnerbericht'),
    removeImage: text('Dateien eines Profilbilds werden zuerst gelöscht'),
    cleanUp: text('Die Zeile mit den ursprünglichen Namen wird am Ende gelöscht'),
    states: text(
      'Zustände der Site außer den bekannten',
      'Kein Aufruf nennt sie; nur, wo RETIREMENT_STATES geändert wurde.'
    ),
    retiredPrefix: text('RETIRED_USERNAME_PREFIX'),
    parallelCalls: text('Aufrufe zugleich')
  },
  openolat: {
    baseUrl: text(
      'Adresse von OpenOlat mit Kontext, ohne /restapi',
      'Wie Lethe es hinter dem Proxy erreicht: https://olat.uni.example/olat.'
    ),
    username: text('Client-ID eines API-Schlüssels oder ein Anmeldename'),
    secret: text('Geheimnis des API-Schlüssels oder Passwort'),
    settleMs: text(
      'Zeit, die eine Löschung ohne Aufrufer weiterlaufen kann',
      'So lange wird nichts daraus geschlossen, dass ein Konto nach einer abgebrochenen Löschung noch da ist.'
    ),
    deleteTimeoutMs: text('Wie lange auf eine Löschung gewartet wird'),
    fallbackAdministrator: text(
      'Anmeldename, dem OpenOlat selbst überträgt, was niemandem gehört (deletionModule.adminUserName)'
    ),
    parallelCalls: text('Aufrufe zugleich')
  }
}
