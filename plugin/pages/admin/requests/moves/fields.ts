import { moveTexts } from '../../../../texts/admin/moves.ts'
import type { Field } from '../../blocks/field.ts'
import type { Visit } from '../../frame/visit.ts'

/** Grounds of a refusal, as `article` or `article-letter`: Regulation (EU) 2016/679. */
export const refusalGrounds = [
  '17(3)-b',
  '17(3)-e',
  '17(3)-d',
  '17(3)-a',
  '17(3)-c',
  '17(1)',
  '12(6)',
  '12(5)-b',
  '12(5)-a',
  '12(2)',
  '11(2)',
  '23(1)'
] as const

/** Grounds on which something is not asked. */
export const exceptionGrounds = ['6(1)-c', '6(1)-e', '6(1)-f', '17(3)-b', '17(3)-d', '17(3)-e', '12(6)'] as const

/** Grounds of a hold. */
export const holdGrounds = ['17(3)-e', '17(3)-b', '17(3)-d', '17(3)-c', '17(3)-a', '18(2)', '6(1)-c'] as const

/** Grounds of a demand. */
export const demandGrounds = ['17(1)-a', '17(1)-b', '17(1)-c', '17(1)-d', '17(1)-e', '17(1)'] as const

/** Article and letter, chosen from a list. */
export const groundField = ({ language }: Pick<Visit, 'language'>, grounds: readonly string[]): Field => {
  const texts = moveTexts[language]
  return {
    is: 'choice',
    name: 'ground',
    label: texts.ground,
    required: true,
    choices: grounds.map(value => ({ value, label: texts.grounds[value] ?? value }))
  }
}

/** What was chosen there. */
export const readGround = (form: URLSearchParams): { readonly article: string; readonly letter: string | null } => {
  const [article = '', letter = null] = (form.get('ground') ?? '').split('-')
  return { article, letter }
}

/** Why; it lies sealed. */
export const noteField = ({ language }: Pick<Visit, 'language'>, required: boolean): Field => {
  const texts = moveTexts[language]
  return { is: 'long-text', name: 'note', label: texts.said.note, hint: texts.noteHint, required, rows: 3 }
}

/** What was written there, if anything. */
export const readNote = (form: URLSearchParams): { readonly note?: string } => {
  const note = (form.get('note') ?? '').trim()
  return note === '' ? {} : { note }
}
