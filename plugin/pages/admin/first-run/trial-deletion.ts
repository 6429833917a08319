import { html } from 'htm/preact'
import { firstRunTexts } from '../../../texts/admin/first-run.ts'
import { drawForm } from '../blocks/form.ts'
import type { Platform } from '../blocks/platforms.ts'
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

/** Somebody who was made up, on each sandbox: a login and its e-mail address. */
const examples: Readonly<Record<Platform['kind'], readonly [string, string]>> = {
  openedx: ['mira.holm', 'mira.holm@people.example'],
  openolat: ['mrossi', 'marta.rossi@uni.example']
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
    const chosen = practice.find(({ id }) => id === visit.query.platform) ?? practice[0]!
    const [username, email] = examples[chosen.kind]
    const others = practice.filter(({ id }) => id !== chosen.id)
    return {
      title: texts.testTitle,
      body: html`
        <p>${texts.testLead}</p>
        ${
          others.length > 0 &&
          html`<ul class="links">${others.map(
            ({ id, name }) =>
              html`<li><a href=${`/admin/first-run/test?platform=${id}`}>${texts.testThere(name)}</a></li>`
          )}</ul>`
        }
        ${drawForm(visit, {
          submit: texts.testDo,
          cancel: '/admin/first-run',
          fields: [
            {
              is: 'choice',
              name: 'platform',
              label: texts.platform,
              required: true,
              value: chosen.id,
              choices: practice.map(({ id, name }) => ({ value: id, label: name }))
            },
            {
              is: 'text',
              name: 'username',
              label: texts.username,
              hint: texts.usernameHint,
              required: true,
              at: '/subject/identifiers/0/value',
              value: username
            },
            {
              is: 'email',
              name: 'email',
              label: texts.email,
              required: true,
              at: '/subject/identifiers/1/value',
              value: email
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
