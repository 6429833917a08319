import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** The library sends one command of ours in the place of a sign-in of our own making; this is what it calls that. */
const senderStep = 'LETHE-SENDER'

const addressIn = (from: string): string => /<([^<>]+)>/.exec(from)?.[1] ?? from

/** A refusal as the library shows others: by command, number and words of the server. */
const refused = (command: string, responseCode: number, response: string): Error =>
  Object.assign(new Error('the server refuses the sender'), { command, responseCode, response })

/**
 * Asks a mail server whether it lets us in (EHLO, STARTTLS, sign-in) and takes our sender (MAIL FROM, RFC 5321, 4.1.1.2),
 * then leaves: nobody is named as a recipient and nothing is sent. Rejects with the error of the library.
 */
export const askServer = (
  { url, ...around }: { readonly url: string } & ConstructorParameters<typeof SMTPConnection>[0],
  from: string
): Promise<void> =>
  new Promise((resolve, reject) => {
    const { auth, ...named } = parseConnectionUrl(url)
    const connection = new SMTPConnection({
      ...named,
      ...around,
      customAuth: {
        [senderStep]: async ctx => {
          const said = await ctx.sendCommand(`MAIL FROM:<${addressIn(from)}>`)
          if (said.status < 400) return ctx.resolve()
          fail(refused('MAIL FROM', said.status, said.response))
        }
      }
    } as ConstructorParameters<typeof SMTPConnection>[0])
    const fail = (error: unknown): void => {
      // Closing says `end`, which must not be what is heard first.
      reject(error)
      connection.close()
    }
    connection.once('error', fail)
    connection.once('end', () => reject(new Error('the server hung up')))
    const askSender = (): void =>
      connection.login({ method: senderStep }, error => {
        if (error) return fail(error)
        connection.quit()
        resolve()
      })
    connection.connect(error => {
      if (error) return fail(error)
      if (auth === undefined || !connection.allowsAuth) return askSender()
      connection.login(auth, refusal => (refusal ? fail(refusal) : askSender()))
    })
  })
