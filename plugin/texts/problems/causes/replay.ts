import { cause } from './cause.ts'

/** Why nothing is done about a restore. */
export const replayCauses = {
  'replay-unknown': cause(
    ['{replay}'],
    'The id is misspelt, or the restore was announced on another installation.',
    'Die Kennung ist falsch geschrieben, oder die Wiederherstellung wurde in einer anderen Installation angekündigt.'
  ),
  'replay-not-waiting': cause(
    ['releaseReplay', 'dropReplay', 'lookAtReplay'],
    'Its list is still being drawn, it was agreed to already, or somebody dropped it.',
    'Ihre Liste wird noch aufgestellt, ihr wurde schon zugestimmt, oder jemand hat sie verworfen.'
  ),
  'restore-times-wrong': cause(
    ['announceRestore'],
    'The two times are the wrong way round, or one of them is in another time zone. The first is that of the state which came back, not that of the copying.',
    'Die beiden Zeiten sind vertauscht, oder eine steht in einer anderen Zeitzone. Die erste ist die des Standes, der zurückkam, nicht die des Kopierens.'
  ),
  'certificate-drawn-before': cause(
    ['certificateOfRequest'],
    'The request had ended before the restore, and its chain was younger than the backup. The ledger of ended ids still knows that it ended.',
    'Die Anfrage war vor der Wiederherstellung beendet, und ihre Nachweiskette war jünger als die Sicherung. Dass sie beendet ist, steht noch im Verzeichnis der beendeten Anfragen.'
  ),
  'store-restored': cause(
    ['resumePlatform'],
    'At its start Lethe saw that its data is older than the ledger of ended ids, and paused everything, so that nobody is erased on an old decision.',
    'Beim Start hat Lethe gesehen, dass seine Daten älter sind als das Verzeichnis der beendeten Anfragen, und alles angehalten, damit niemand auf eine alte Entscheidung hin gelöscht wird.'
  ),
  'store-not-restored': cause(
    ['acknowledgeStoreRestore'],
    'There is nothing to acknowledge. If you did put a backup back and see this, `LETHE_ENDED_IDS` was put back with it, or points to an empty folder.',
    'Es gibt nichts zu bestätigen. Wenn Sie eine Sicherung zurückgespielt haben und das hier sehen, wurde auch `LETHE_ENDED_IDS` zurückgespielt oder zeigt auf einen leeren Ordner.'
  )
}
