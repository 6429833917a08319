import type { Store } from '../store.ts'
import { changeOrMake, filed } from './change.ts'

/** How many people a site asks for where Lethe would ask for two. One only where a site has knowingly said so. */
export interface Agreement {
  /** Who must agree to release a brake or a replay, and to lift a hold. */
  readonly people: 1 | 2
  /**
   * Whether somebody whom one person let in counts beside that very person. Where it is false such a pair counts as
   * one, unless somebody else vouched for the one who was let in.
   */
  readonly countsWhoWasLetIn: boolean
}

/** Less agreement than stands, as one person wishes it where a second one must say the same. */
export interface AgreementWish extends Agreement {
  readonly by: string
  readonly at: string
}

/**
 * The organisation that answers for the processing (the controller of Article 4(7) GDPR), as it wants to be named to
 * subjects and in reports. Nothing here is about a subject.
 */
export interface ControllerBody {
  /** Name and postal address, as they stand in the privacy notice; null: nobody said. */
  readonly name: string | null
  readonly address: string | null
  /** How subjects reach the data protection officer or whoever answers for privacy. */
  readonly privacyContact: string | null
  readonly privacyPolicyUrl: string | null
  /** Where a subject may complain (Article 77 GDPR): name and address or page of the authority. */
  readonly authority: { readonly name: string; readonly url: string | null } | null
  /** Region of the public holidays, ISO 3166-1 or 3166-2 (`DE`, `DE-BE`, `CH-ZH`); null: weekends only. */
  readonly region: string | null
  readonly agreement: Agreement
  /** Absent or null: nobody waits for a second word. */
  readonly wish?: AgreementWish | null
  /** Who set it last, and when; null: never set. */
  readonly setBy: string | null
  readonly setAt: string | null
}

/** What holds while nobody said anything. */
export const unsetController: ControllerBody = {
  name: null,
  address: null,
  privacyContact: null,
  privacyPolicyUrl: null,
  authority: null,
  region: null,
  agreement: { people: 2, countsWhoWasLetIn: false },
  setBy: null,
  setAt: null
}

const id = 'controller'

/** What is known of the controller. */
export const readController = async (store: Store): Promise<ControllerBody> =>
  (await store.look<ControllerBody>('ledger', id))?.body ?? unsetController

/** Changes what was said of the controller; what is not named stays. */
export const setController = async (
  store: Store,
  changes: Partial<Omit<ControllerBody, 'setBy' | 'setAt'>>,
  by: string,
  at: string
): Promise<ControllerBody> => {
  const changed = await changeOrMake<ControllerBody>(store, { kind: 'ledger', id }, known =>
    filed({ ...(known?.body ?? unsetController), ...changes, setBy: by, setAt: at })
  )
  return changed!.body
}
