import { html } from 'htm/preact'
import { dayMs, hourMs } from '../../../durations.ts'
import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import type { Field } from '../blocks/field.ts'
import { drawForm } from '../blocks/form.ts'
import type { Given } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf, addressOf, pathOf, type Settings } from './describe.ts'

type Body = NonNullable<Given<'setLifecycle'>['body']>

/** What is offered where nothing was ever set: everything off. */
const offered: Settings = {
  isOn: false,
  everyMs: dayMs,
  expiry: { isOn: false, warnMs: 30 * dayMs },
  deactivation: { isOn: false, warnMs: 30 * dayMs },
  deletion: { isOn: false, afterMs: 180 * dayMs },
  brakePercent: 5,
  releasersNeeded: 2,
  goesOnBesideOthers: false,
  quiet: { from: '01:00', to: '02:30' },
  ground: { article: '5(1)', letter: 'e' }
}

const fieldsOf = (visit: Visit, settings: Settings): readonly Field[] => {
  const { set } = lifecycleTexts[visit.language]
  const { expiry, deactivation, deletion, ground, quiet = offered.quiet } = settings
  const days = (ms: number | null) => (ms === null ? '' : String(ms / dayMs))
  const length = { is: 'number', min: 0, max: 3650 } as const
  return [
    { is: 'tick', name: 'isOn', label: set.isOn, ticked: settings.isOn },
    {
      is: 'number',
      name: 'everyHours',
      label: set.everyHours,
      min: 1,
      max: 8760,
      required: true,
      value: String(settings.everyMs / hourMs),
      at: '/everyMs'
    },
    { is: 'tick', name: 'expiryOn', label: set.expiryOn, ticked: expiry.isOn },
    {
      ...length,
      name: 'expiryWarn',
      label: set.expiryWarn,
      hint: set.warnHint,
      value: days(expiry.warnMs),
      at: '/expiry'
    },
    { is: 'tick', name: 'deactivationOn', label: set.deactivationOn, ticked: deactivation.isOn },
    {
      ...length,
      name: 'deactivationWarn',
      label: set.deactivationWarn,
      hint: set.warnHint,
      value: days(deactivation.warnMs),
      at: '/deactivation'
    },
    { is: 'tick', name: 'deletionOn', label: set.deletionOn, ticked: deletion.isOn },
    {
      ...length,
      name: 'deletionAfter',
      label: set.deletionAfter,
      required: true,
      value: days(deletion.afterMs),
      at: '/deletion'
    },
    {
      is: 'text',
      name: 'brakePercent',
      label: set.brake,
      hint: set.brakeHint,
      required: true,
      value: String(settings.brakePercent)
    },
    {
      is: 'number',
      name: 'releasersNeeded',
      label: set.releasers,
      min: 1,
      max: 10,
      required: true,
      value: String(settings.releasersNeeded)
    },
    { is: 'tick', name: 'beside', label: set.beside, ticked: settings.goesOnBesideOthers },
    {
      is: 'text',
      name: 'quietFrom',
      label: set.quietFrom,
      hint: set.quietHint,
      placeholder: '01:00',
      value: quiet?.from ?? '',
      at: '/quiet/from'
    },
    { is: 'text', name: 'quietTo', label: set.quietTo, placeholder: '02:30', value: quiet?.to ?? '', at: '/quiet/to' },
    { is: 'text', name: 'article', label: set.article, required: true, value: ground.article, at: '/ground/article' },
    { is: 'text', name: 'letter', label: set.letter, value: ground.letter ?? '', at: '/ground/letter' }
  ]
}

/** What was typed. What is no number goes into the call as it is none, and comes back with the rule that it breaks. */
const readSettings = (form: URLSearchParams): Body => {
  const said = (name: string) => (form.get(name) ?? '').trim()
  const times = (name: string, ms: number) => Math.round(Number(said(name).replace(',', '.')) * ms)
  const warned = (name: string) => (said(name) === '' ? null : times(name, dayMs))
  const isOn = (name: string) => form.get(name) === 'yes'
  const isAnyTime = said('quietFrom') === '' && said('quietTo') === ''
  return {
    isOn: isOn('isOn'),
    everyMs: times('everyHours', hourMs),
    expiry: { isOn: isOn('expiryOn'), warnMs: warned('expiryWarn') },
    deactivation: { isOn: isOn('deactivationOn'), warnMs: warned('deactivationWarn') },
    deletion: { isOn: isOn('deletionOn'), afterMs: times('deletionAfter', dayMs) },
    brakePercent: Number(said('brakePercent').replace(',', '.')),
    releasersNeeded: Number(said('releasersNeeded')),
    goesOnBesideOthers: isOn('beside'),
    quiet: isAnyTime ? null : { from: said('quietFrom'), to: said('quietTo') },
    ground: { article: said('article'), letter: said('letter') || null }
  }
}

/** Sets what runs do. */
export const setPage: AdminPage = {
  path: '/lifecycle/:platform/settings',
  needs: 'setLifecycle',
  async draw(visit) {
    const { set } = lifecycleTexts[visit.language]
    const [above, { settings }] = await Promise.all([
      aboveOf(visit),
      visit.call('showLifecycle', { path: pathOf(visit) })
    ])
    const fields = fieldsOf(visit, settings ?? offered)
    return {
      title: set.title,
      above,
      body: html`<p>${set.lead}</p>${drawForm(visit, { fields, submit: set.submit, cancel: addressOf(visit) })}`
    }
  },
  async act(visit) {
    await visit.call('setLifecycle', { path: pathOf(visit), body: readSettings(visit.form) })
    return { to: addressOf(visit), said: 'lifecycle-set' }
  }
}
