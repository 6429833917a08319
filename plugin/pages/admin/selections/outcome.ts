import type { AdminPage } from '../frame/page.ts'

/** What became of each, as a file for a spreadsheet; keys and codes. */
export const outcomePage: AdminPage = {
  path: '/selections/:selection/outcome.csv',
  needs: 'showSelectionAsCsv',
  async draw({ call, params }) {
    const content = await call('showSelectionAsCsv', { path: { selection: params.selection! } })
    return { file: 'selection-outcome.csv', type: 'text/csv; charset=utf-8', content }
  }
}
