import type { InjectOptions } from 'fastify'
import { mayCall, type OperationId } from '../../plugin/api/permissions.ts'
import type { Sessions } from '../../plugin/pages/admin/frame/parts.ts'
import { registerPages } from '../../plugin/pages/register.ts'
import type { PersonBody, Role } from '../../plugin/store/records/bodies.ts'
import { startApi } from './api-app.ts'

/**
 * The pages over the real API of `startApi`, for somebody who is signed in as whom the header `x-staff` names. The cookie
 * has tests of its own.
 */
export const startPages = async () => {
  const people = new Map<string, string>()
  const api = await startApi({
    async before(app, { store, clock, document }) {
      const sessions: Sessions = {
        async of({ headers }) {
          const id = String(headers['x-staff'] ?? '')
          const person = id === '' ? null : await store.get<PersonBody>('person', id)
          return person === null ? null : { session: `session-${id}`, person }
        },
        shown: () => null,
        formToken: ({ session }) => `opened-by-${session}`,
        isFormOf: ({ session }, token) => token === `opened-by-${session}`,
        bearer: ({ person }) => people.get(person.id)!
      }
      await registerPages(app, {
        clock,
        document,
        sessions,
        may: (roles, operation) => mayCall(roles, operation as OperationId)
      })
    }
  })

  /** Somebody who opens pages and sends forms. */
  const browser = async (...roles: readonly Role[]) => {
    const { id, token } = await api.person(roles)
    people.set(id, token)
    const ask = (options: InjectOptions, language: string) =>
      api.app.inject({ ...options, headers: { 'x-staff': id, 'accept-language': language, ...options.headers } })
    return {
      id,
      token,
      open: (url: string, language = 'en') => ask({ method: 'GET', url }, language),
      /** Sends a form as its page would, its mark included. */
      send: (url: string, fields: Readonly<Record<string, string | readonly string[]>> = {}, language = 'en') => {
        const form = new URLSearchParams({ form: `opened-by-session-${id}` })
        for (const [name, value] of Object.entries(fields))
          for (const one of Array.isArray(value) ? value : [value]) form.append(name, one as string)
        const headers = { 'content-type': 'application/x-www-form-urlencoded' }
        return ask({ method: 'POST', url, headers, payload: form.toString() }, language)
      }
    }
  }
  return { ...api, browser }
}

/** What a page says, without its markup. */
export const textOf = (body: string): string => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
