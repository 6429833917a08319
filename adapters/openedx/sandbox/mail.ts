import { PlatformCrash } from './retirement.ts'
import type { Mail, Person, World } from './world.ts'

/**
 * Sends a message to the address that the account has now, in the person's language; kept in `world.mails`.
 * @throws PlatformCrash when the mail server is down
 */
export function sendMail(world: World, person: Person, what: Mail['what'], link: string | null = null): void {
  if (world.settings.mail === 'down') throw new PlatformCrash('[Errno 111] Connection refused')
  world.mails.push({ at: world.now().toISOString(), to: person.email, language: person.language, what, link })
}
