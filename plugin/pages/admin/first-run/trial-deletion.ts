import { html } from 'htm/preact'
import { firstRunTexts } from '../../../texts/admin/first-run.ts'
import { drawForm } from '../blocks/form.ts'
import type { Given } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'

type Demand = NonNullable<Given<'createRequest'>['body']>
type Policy = NonNullable<Given<'setPlatformPolicy'>['body']>

const readPractice = async ({ call }: Visit) => (await call('listPlatforms')).filter(({ practice }) => practice)

/** The times of a practice platform at nothing; what else was set stays. */
const hurry = async ({ call }: Visit, platform: string): Promise<void> => {
  const { policy } = await call('showPlatform', { path: { platform } })
  if (policy.all?.coolOffMs === 0 && policy.all.noticeMs === 0) return
  const all = {
    ...policy.all,
    coolOffMs: 0,
    noticeMs: 0,
    asked: { ...policy.all?.asked, 'consequences-told': 'notice-only' as const }
  }
  await call('setPlatformPolicy', { path: { platform }, body: { ...policy, all } as Policy })
}

const demandOf = ({ form, language, now }: Visit, platform: string): Demand => {
  const texts = firstRunTexts[language]
  return {
    platform,
    subject: {
      identifiers: [
        { kind: 'username', value: form.get('username') ?? '' },
        { kind: 'email', value: form.get('email') ?? '' }
      ]
    },
    origin: 'on-behalf',
    ground: { article: '17(1)', letter: 'a' },
    receivedAt: now.toISOString(),
    acknowledged: false,
    copy: 'not-wanted',
    mandate: {
      kind: 'consent-to-act',
      who: texts.who,
      how: texts.how,
      obtainedOn: now.toISOString().slice(0, 10),
      cannotAsk: texts.cannotAsk
    }
  }
}

/** Asks for the deletion of somebody who was made up. */
export const testDeletionPage: AdminPage = {
  path: '/first-run/test',
  needs: 'createRequest',
  async draw(visit) {
    const texts = firstRunTexts[visit.language]
    const practice = await readPractice(visit)
    if (practice.length === 0)
      return {
        title: texts.testTitle,
        body: html`
          <p>${texts.noPractice}</p>
          ${
            visit.may('addPlatform') &&
            html`<p><a role="button" href="/admin/platforms/new?practice=yes">${texts.steps.platform.go}</a></p>`
          }
        `
      }
    const isLms = practice[0]!.options !== null && 'workerUsername' in practice[0]!.options
    return {
      title: texts.testTitle,
      body: html`
        <p>${texts.testLead}</p>
        ${drawForm(visit, {
          submit: texts.testDo,
          cancel: '/admin/first-run',
          fields: [
            {
              is: 'choice',
              name: 'platform',
              label: texts.platform,
              required: true,
              choices: practice.map(({ id, name }) => ({ value: id, label: name }))
            },
            {
              is: 'text',
              name: 'username',
              label: texts.username,
              hint: texts.usernameHint,
              required: true,
              at: '/subject/identifiers/0/value',
              value: isLms ? 'mira.holm' : 'mrossi'
            },
            {
              is: 'email',
              name: 'email',
              label: texts.email,
              required: true,
              at: '/subject/identifiers/1/value',
              value: isLms ? 'mira.holm@people.example' : 'marta.rossi@uni.example'
            },
            ...(visit.may('setPlatformPolicy')
              ? [{ is: 'tick', name: 'hurry', label: texts.hurry, hint: texts.hurryHint, ticked: true } as const]
              : [])
          ]
        })}
      `
    }
  },
  async act(visit) {
    const platform = visit.form.get('platform') ?? ''
    // Nobody on a real platform is deleted for a try.
    if (!(await readPractice(visit)).some(({ id }) => id === platform)) throw refuse('platform-unknown')
    if (visit.form.get('hurry') === 'yes') await hurry(visit, platform)
    const { request } = await visit.call('createRequest', { body: demandOf(visit, platform) })
    return { to: `/admin/first-run/test/${request}`, said: 'test-asked' }
  }
}
