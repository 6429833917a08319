import { holdTexts } from '../../../texts/admin/holds.ts'
import type { Area } from '../frame/page.ts'
import { addPage } from './add.ts'
import { agreePage } from './agree.ts'
import { listPage } from './list.ts'
import { liftPage, reviewPage } from './moves.ts'
import { showPage } from './show.ts'

/** Legal grounds that suspend erasure. */
export const holds: Area = {
  name: 'holds',
  entry: {
    group: 'work',
    title: { en: holdTexts.en.title, de: holdTexts.de.title },
    href: '/admin/holds',
    needs: 'listHolds'
  },
  pages: [listPage, addPage, showPage, reviewPage, liftPage, agreePage],
  said: { en: holdTexts.en.said, de: holdTexts.de.said }
}
