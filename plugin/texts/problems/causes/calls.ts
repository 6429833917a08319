import { cause } from './cause.ts'

const body = ['*body']

/** Why a call is refused for how it was sent. */
export const callCauses = {
  'body-invalid': cause(
    body,
    'A field is missing, is called otherwise, or has another type than the API document says; a name that the document does not know counts too. The first of the faults is usually the cause of the others.',
    'Ein Feld fehlt, heißt anders oder hat einen anderen Typ als beschrieben; auch ein unbekannter Name zählt. Meist ist der erste Fehler die Ursache der übrigen.'
  ),
  'body-missing': cause(
    body,
    'The call was sent without a body, or with a length of nought. A proxy that drops the bodies of some methods does this too.',
    'Der Aufruf kam ohne Inhalt oder mit der Länge null. Das tut auch ein Proxy, der bei manchen Methoden den Inhalt verwirft.'
  ),
  'body-not-json': cause(
    body,
    'A quotation mark or comma is wrong, the text ends too early, or it is in another encoding than UTF-8. An editor on Windows may have put a byte order mark before it.',
    'Ein Anführungszeichen oder Komma ist falsch, der Text bricht ab, oder er ist anders kodiert als in UTF-8. Manche Editoren unter Windows setzen eine Markierung davor.'
  ),
  'body-ambiguous': cause(
    body,
    'A program put two objects together and wrote a name of both. Lethe refuses rather than choose, because a check and an action could each read another one.',
    'Ein Programm hat zwei Objekte zusammengefügt und einen Namen aus beiden geschrieben. Lethe wählt nicht aus, weil Prüfung und Ausführung sonst Verschiedenes lesen könnten.'
  ),
  'parameters-invalid': cause(
    ['*'],
    'A number in the address is none or out of its range, an id has another form, or a parameter is not known here. Ids of Lethe have small letters, digits, `-` and `_`.',
    'Eine Zahl in der Adresse ist keine oder liegt außerhalb der Grenzen, eine Kennung hat eine andere Form, oder eine Angabe ist hier unbekannt. Kennungen von Lethe bestehen aus kleinen Buchstaben, Ziffern, `-` und `_`.'
  ),
  'delivery-headers-wrong': cause(
    ['receiveWebhook', 'receiveFactAnswer'],
    'One of the three headers is missing or stands twice, or the timestamp is in milliseconds. A proxy that adds headers of its own may double them.',
    'Eine der drei Kopfzeilen fehlt oder steht doppelt, oder die Zeit ist in Millisekunden angegeben. Auch ein Proxy, der Kopfzeilen ergänzt, kann sie verdoppeln.'
  ),
  'request-malformed': cause(
    ['*'],
    'The bytes are no HTTP: a wrong length, an address with forbidden characters, or TLS spoken to the plain port.',
    'Die Bytes sind kein HTTP: eine falsche Länge, verbotene Zeichen in der Adresse, oder TLS am unverschlüsselten Port.'
  ),
  'delivery-stale': cause(
    ['receiveWebhook', 'receiveFactAnswer'],
    'More than five minutes lie between signing and arrival: a queue at the sender sends what it signed before, or a clock is slow. Sign when you send, not when you put it in the queue.',
    'Zwischen Unterschrift und Ankunft liegen mehr als fünf Minuten: Eine Warteschlange sendet früher Unterschriebenes, oder eine Uhr geht nach. Unterschreiben Sie beim Senden, nicht beim Einreihen.'
  ),
  'delivery-future': cause(
    ['receiveWebhook', 'receiveFactAnswer'],
    'The clock of the sender is more than five minutes ahead of ours, or it wrote milliseconds. `GET /version` tells what time it is here.',
    'Die Uhr des Absenders geht mehr als fünf Minuten vor, oder er schreibt Millisekunden. Wie spät es hier ist, sagt `GET /version`.'
  ),
  'route-unknown': cause(
    ['*', 'receiveHint', '*route'],
    'The path is misspelt, or a proxy adds or drops a prefix. An address for hints with another secret is answered in the same way, so that nobody can try secrets.',
    'Der Pfad ist falsch geschrieben, oder ein Proxy fügt einen Teil hinzu oder nimmt ihn weg. Ebenso wird eine Hinweis-Adresse mit falschem Geheimnis beantwortet, damit niemand Geheimnisse durchprobieren kann.'
  ),
  'method-not-allowed': cause(
    ['*'],
    'There is something at this address, but not with this method. The header Allow names those that there are.',
    'Unter dieser Adresse gibt es etwas, aber nicht mit dieser Methode. Die Kopfzeile Allow nennt die vorhandenen.'
  ),
  'call-too-slow': cause(
    ['*'],
    'The sender opened a connection and did not finish the call within half a minute: a network that loses packets, or a client that waits for its own input.',
    'Der Absender hat eine Verbindung geöffnet und den Aufruf nicht innerhalb einer halben Minute beendet: ein Netz, das Pakete verliert, oder ein Programm, das selbst auf Eingaben wartet.'
  ),
  'body-too-large': cause(
    body,
    'Usually a long list was sent in one call. Split it into several.',
    'Meist wurde eine lange Liste in einem Aufruf gesendet. Teilen Sie sie auf mehrere auf.'
  ),
  'address-too-long': cause(
    ['*'],
    'An e-mail address, a name or a whole token was put where an id belongs. Search for people by `POST /requests/search`: what names somebody never belongs in an address.',
    'Statt einer Kennung steht dort eine E-Mail-Adresse, ein Name oder eine ganze Zugangsmarke. Personen sucht man mit `POST /requests/search`: was jemanden nennt, gehört nie in eine Adresse.'
  ),
  'media-type-unsupported': cause(
    body,
    'The content type is missing or is that of a form, another charset is named, or the body came compressed.',
    'Der Inhaltstyp fehlt oder ist der eines Formulars, es ist ein anderer Zeichensatz genannt, oder der Inhalt kam komprimiert.'
  ),
  'headers-too-large': cause(
    ['*', '*route'],
    'Usually cookies of other applications on the same host, or an access token of an identity provider in a header. Let the proxy drop what Lethe does not need.',
    'Meist sind es Cookies anderer Anwendungen auf demselben Host oder die Marke eines Anmeldedienstes in einer Kopfzeile. Lassen Sie den Proxy weglassen, was Lethe nicht braucht.'
  ),
  'too-many-calls': cause(
    ['*', '*route', '*sign-in'],
    'One address sends thousands of calls in a minute, or one account asks again and again within an hour. Behind a proxy everybody has its address; a program that repeats without waiting is the usual cause.',
    'Eine Adresse sendet Tausende Aufrufe in einer Minute, oder ein Konto verlangt innerhalb einer Stunde immer wieder dasselbe. Hinter einem Proxy haben alle seine Adresse; meist wiederholt ein Programm, ohne zu warten.'
  )
}
