import type { ComponentChild } from 'preact'
import type { operations } from '../../../../openapi/types/lethe.ts'
import type { Language } from '../../../texts/language.ts'
import type { Visit } from './visit.ts'

/** Any operation of our API. */
export type Operation = keyof operations

/** What a page shows. */
export interface Drawn {
  /** The one heading; also the title of the window. Names nobody. */
  readonly title: string
  readonly body: ComponentChild
  /** Pages above this one, from the top; the area's own comes by itself. */
  readonly above?: readonly { readonly title: string; readonly href: string }[]
  /** Something is under way: without the script the page comes anew after so many seconds. */
  readonly renewSeconds?: number
}

/** Where a form leads once it is done, and the code of the sentence that is said there. */
export interface Done {
  readonly to: string
  readonly said?: string
}

/** What is handed out as a file. */
export interface Download {
  readonly file: string
  readonly type: string
  readonly content: string
  /** It is a page of its own, which is shown under this Content-Security-Policy instead of being saved. */
  readonly shownUnder?: string
}

/** One address. Whoever may call `needs` may open it; who may call `acts` as well may send its form. */
export interface AdminPage {
  /** Below `/admin`, as Fastify writes it: `/requests/:request`. */
  readonly path: string
  readonly needs: Operation | 'signed-in'
  readonly acts?: Operation
  draw(visit: Visit): Promise<Drawn | Download>
  /** Sends the form. A `PageProblem` draws the page again with what was typed. A page is shown once: secrets. */
  act?(visit: Visit): Promise<Done | Drawn | Download>
}

/** Pages that belong together. */
export interface Area {
  /** The first part of their addresses. */
  readonly name: string
  /** Where the area stands in the navigation; null: it is reached from elsewhere. */
  readonly entry: {
    readonly group: 'work' | 'site' | 'proof' | 'access'
    readonly title: Readonly<Record<Language, string>>
    readonly href: string
    readonly needs: Operation | 'signed-in'
  } | null
  readonly pages: readonly AdminPage[]
  /** What is said after a form is done, by code; codes are unique among all areas. */
  readonly said: Readonly<Record<Language, Readonly<Record<string, string>>>>
}
