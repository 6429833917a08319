import type { Browser } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { type Campus, openCampus } from './campus.ts'
import { addPortal, createPortal } from './portal.ts'
import { openSite, type Site } from './site.ts'
import { letFirstIn, letStaffIn, type Staff } from './staff.ts'
import { type Member, openUniversity, type University } from './university.ts'

/** What journeys share: one installation with its platforms and its staff. Each journey has people of its own to erase. */
export interface Ground {
  readonly site: Site
  readonly campus: Campus
  /** Another one, where a demand can be withdrawn for days. */
  readonly slowCampus: Campus
  readonly university: University
  /** One with a brake, from which many leave at once. */
  readonly crowded: University
  /** One where somebody else approves what was asked on behalf. */
  readonly agreeing: University
  /** One that sends invoices, of which nobody says whether they are paid. */
  readonly invoicing: University
  /** A demand of somebody there, as the portal of the university sends it; answers the request. */
  demand(at: University, member: Member, receivedAgoMs?: number): Promise<string>
  readonly staff: Readonly<Record<'ada' | 'nora' | 'eva' | 'tom' | 'max', Staff>>
  readonly browser: Browser
  /** Where an installation of one's own may lie. */
  readonly folder: string
}

const week = 7 * 24 * 60 * 60 * 1000

/** Of a selection, so many an hour come past the brake. */
export const brakePerHour = 20

/** Sets all of it up; null: no browser starts. */
export async function openGround(folder: string): Promise<(Ground & { close(): Promise<void> }) | null> {
  const site = await openSite(folder, 'shared')
  const { call } = site
  const campus = await openCampus(call, site.sidecar())
  const slowCampus = await openCampus(call, site.sidecar(), {
    host: 'harbour.school.example',
    name: 'Harbour Campus',
    more: { coolOffMs: week, noticeMs: week, mailCode: true }
  })
  const university = await openUniversity(call, { more: { mailCode: true } })
  const crowded = await openUniversity(call, {
    name: 'University of the Heights',
    more: { brakePerHour, asked: { 'consequences-told': 'not-asked' } }
  })
  const agreeing = await openUniversity(call, {
    name: 'University of the Islands',
    more: { approvals: 1, invitationMs: 1500, letUnlinkedAsk: true }
  })
  const invoicing = await openUniversity(call, {
    name: 'University of the Marshes',
    invoicesIssued: true,
    more: { waivable: ['no-unpaid-invoices'] }
  })
  const universities = [university, crowded, agreeing, invoicing]
  const close = async () => {
    for (const each of [campus, slowCampus, ...universities, site]) await each.close()
  }
  const browser = await launchBrowser(`${campus.rule}, ${slowCampus.rule}`)
  if (browser === null) {
    await close()
    return null
  }
  const platforms = [campus, slowCampus, ...universities].map(({ platform }) => platform)
  const ada = await letFirstIn(site)
  await call('PUT', `/persons/${ada.id}/accounts`, { accounts: [], without: platforms })
  const portal = await addPortal(
    call,
    universities.map(({ platform }) => platform)
  )
  const staff = {
    ada,
    nora: await letStaffIn(site, 'Nora Vale', ['privacy-officer'], platforms),
    eva: await letStaffIn(site, 'Eva Hill', ['administrator'], platforms),
    tom: await letStaffIn(site, 'Tom Ford', ['user-manager'], platforms),
    max: await letStaffIn(site, 'Max Auden', ['auditor'], platforms)
  }
  return {
    site,
    campus,
    slowCampus,
    university,
    crowded,
    agreeing,
    invoicing,
    demand: createPortal(site, portal),
    staff,
    browser,
    folder,
    async close() {
      await browser.close()
      await close()
    }
  }
}
