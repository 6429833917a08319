import { reportTexts } from '../../../texts/admin/reports.ts'
import type { Area } from '../frame/page.ts'
import { art30MarkdownPage, art30Page } from './art30.ts'
import { reportsPage } from './overview.ts'
import { csvPage, reportPage } from './report.ts'

/** Figures, and the record of processing activities. */
export const reports: Area = {
  name: 'reports',
  entry: {
    group: 'proof',
    title: { en: reportTexts.en.title, de: reportTexts.de.title },
    href: '/admin/reports',
    needs: 'showReport'
  },
  pages: [reportsPage, art30Page, art30MarkdownPage, reportPage, csvPage],
  said: { en: {}, de: {} }
}
