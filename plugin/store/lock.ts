import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from './store-error.ts'

// https://www.sqlite.org/rescode.html#busy
const sqliteBusy = 5

/**
 * Holds an exclusive SQLite transaction on `file`, which stays empty. The kernel lets go when the process dies, however
 * it dies, so nothing stale is ever left. The process must not open and close this file by other means: on POSIX that
 * gives every lock on it back.
 * @returns how to give it back
 * @throws StoreError `already-running`, `lock-failed`
 */
export function lockFile(file: string): () => void {
  const database = openDatabase(file)
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    throw explain(file, error)
  }
  return () => database.close()
}

function openDatabase(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file)
  } catch (error) {
    throw explain(file, error)
  }
}

function explain(file: string, error: unknown): StoreError {
  if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) {
    return new StoreError(
      'already-running',
      `another process uses the data folder ${dirname(file)}. Stop it first, or set LETHE_DATA to another folder for this one`
    )
  }
  return new StoreError(
    'lock-failed',
    `the data folder ${dirname(file)} cannot be locked: it must be a local folder that the process may write to, LETHE_DATA`,
    { cause: error }
  )
}
