import { html } from 'htm/preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawForm } from '../blocks/form.ts'
import { drawOnce } from '../blocks/once.ts'
import { drawPairs } from '../blocks/pairs.ts'
import type { AdminPage } from '../frame/page.ts'
import { aboveOf, addressOf, findPlatform, pathOf } from './about.ts'
import { kindOf } from './add.ts'
import { linesOf } from './questions.ts'
import { drawRouteLines } from './route-lines.ts'

/** The route by which a platform's own page and clients reach Lethe. */
export const gatewayPage: AdminPage = {
  path: '/platforms/:platform/gateway',
  needs: 'setPlatformGateway',
  async draw(visit) {
    const texts = platformTexts[visit.language].gateway
    const platform = await findPlatform(visit)
    const { gateway } = platform
    const { gatewayModes } = await kindOf(visit, platform.kind)
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`
        <p>${texts.lead}</p>
        <h2>${texts.now}</h2>
        ${
          gateway === null
            ? html`<p>${texts.none}</p>`
            : html`
              ${drawPairs([
                [texts.mode, `${gateway.mode}: ${texts.modes[gateway.mode]}`],
                [texts.publicUrl, gateway.publicUrl],
                [texts.origins, gateway.origins.length === 0 ? null : gateway.origins.join(', ')]
              ])}
              <p><a href=${`${addressOf(visit)}/gateway/remove`}>${texts.remove}</a></p>
            `
        }
        <h2>${texts.submit}</h2>
        ${drawForm(visit, {
          submit: texts.submit,
          cancel: addressOf(visit),
          fields: [
            {
              is: 'one-of',
              name: 'mode',
              label: texts.mode,
              required: true,
              value: gateway?.mode,
              choices: gatewayModes.map(value => ({ value, label: value, hint: texts.modes[value] }))
            },
            {
              is: 'url',
              name: 'publicUrl',
              label: texts.publicUrl,
              hint: texts.publicUrlHint,
              required: true,
              value: gateway?.publicUrl ?? platform.baseUrl
            },
            {
              is: 'long-text',
              name: 'origins',
              label: texts.origins,
              hint: texts.originsHint,
              value: gateway?.origins.join('\n') ?? ''
            },
            { is: 'password', name: 'routeSecret', label: texts.own, hint: texts.ownHint, autocomplete: 'new-password' }
          ]
        })}
        ${drawRouteLines(visit, platform, gateway?.publicUrl ?? platform.baseUrl)}
      `
    }
  },
  async act(visit) {
    const texts = platformTexts[visit.language].gateway
    const { form, call } = visit
    const platform = await findPlatform(visit)
    const own = form.get('routeSecret') ?? ''
    const publicUrl = form.get('publicUrl') ?? ''
    const { routeSecret } = await call('setPlatformGateway', {
      path: pathOf(visit),
      body: {
        mode: (form.get('mode') ?? '') as 'forward',
        publicUrl,
        origins: linesOf(form.get('origins')),
        ...(own === '' ? {} : { routeSecret: own })
      }
    })
    return {
      title: texts.madeTitle,
      above: aboveOf(platform),
      body: html`
        ${routeSecret !== null && drawOnce(visit, texts.secret, routeSecret)}
        ${drawRouteLines(visit, platform, publicUrl)}
        <p><a href=${addressOf(visit)}>${texts.back}</a></p>
      `
    }
  }
}

/** Lets no route lead here any more. */
export const removeGatewayPage: AdminPage = {
  path: '/platforms/:platform/gateway/remove',
  needs: 'removePlatformGateway',
  async draw(visit) {
    const texts = platformTexts[visit.language].gateway
    return {
      title: texts.removeTitle,
      above: aboveOf(await findPlatform(visit)),
      body: html`
        <p>${texts.removeLead}</p>
        ${drawForm(visit, { submit: texts.remove, dangerous: true, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    await visit.call('removePlatformGateway', { path: pathOf(visit) })
    return { to: addressOf(visit), said: 'gateway-removed' }
  }
}
