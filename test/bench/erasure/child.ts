import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { keepChild } from '../../gateway/children.ts'

/** A program that runs beside this one and answers one message after the other. */
export interface Child<Hello> {
  /** What it said when it had come up. */
  readonly hello: Hello
  readonly pid: number
  ask<Answer>(message: object): Promise<Answer>
  end(): Promise<void>
}

/** Starts a program of this folder. @throws Error when it ends before it has come up, or while it is asked */
export async function startChild<Hello>(file: string, given: object = {}): Promise<Child<Hello>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(given)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
  const gone = keepChild(child)
  const next = <Message>() =>
    Promise.race([
      new Promise<Message>(resolve => child.once('message', message => resolve(message as Message))),
      gone.then(() => {
        throw new Error(`${file} has ended`)
      })
    ])
  const hello = await next<Hello>()
  return {
    hello,
    pid: child.pid!,
    async ask<Answer>(message: object) {
      const answer = next<Answer>()
      child.send(message)
      return answer
    },
    async end() {
      child.disconnect()
      await gone
    }
  }
}
