import { readController } from '../../store/records/controller.ts'
import type { Store } from '../../store/store.ts'

/** Where people are alerted, and in which language; null: nobody said an address that mail can be sent to. */
export const alertAddress = async (
  store: Store
): Promise<{ readonly address: string; readonly language: 'en' | 'de' } | null> => {
  const { privacyContact, region } = await readController(store)
  // A telephone number or a page cannot be written to.
  const [address] = /[^\s<>()[\]:",;@]+@[^\s<>()[\]:",;@]+/.exec(privacyContact ?? '') ?? []
  return address === undefined ? null : { address, language: /^(DE|AT|CH)\b/.test(region ?? '') ? 'de' : 'en' }
}
