import { html } from 'htm/preact'
import { restoreTexts } from '../../../texts/admin/restores.ts'
import { drawForm } from '../blocks/form.ts'
import { platformField } from '../blocks/platforms.ts'
import type { AdminPage } from '../frame/page.ts'

/** What a browser gives for date and time, read as UTC. */
const readInstant = (form: URLSearchParams, name: string): string => {
  const typed = (form.get(name) ?? '').trim()
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) ? `${typed}:00Z` : typed
}

/** Says that a platform was restored from a backup. */
export const announcePage: AdminPage = {
  path: '/restores/announce',
  needs: 'announceRestore',
  async draw(visit) {
    const { form, platform } = restoreTexts[visit.language]
    const platforms = await visit.call('listPlatforms')
    return {
      title: form.title,
      body: html`
        <p>${form.lead}</p>
        ${drawForm(visit, {
          fields: [
            platformField(platform, platforms),
            {
              is: 'datetime-local',
              name: 'snapshotAt',
              label: form.snapshotAt,
              hint: form.snapshotHint,
              required: true
            },
            { is: 'datetime-local', name: 'restoredAt', label: form.restoredAt, hint: form.restoredHint }
          ],
          submit: form.submit,
          cancel: '/admin/restores'
        })}
      `
    }
  },
  async act({ call, form }) {
    const restoredAt = readInstant(form, 'restoredAt')
    const { id } = await call('announceRestore', {
      path: { platform: form.get('platform') ?? '' },
      body: { snapshotAt: readInstant(form, 'snapshotAt'), ...(restoredAt !== '' && { restoredAt }) }
    })
    return { to: `/admin/restores/${id}`, said: 'restore-announced' }
  }
}
