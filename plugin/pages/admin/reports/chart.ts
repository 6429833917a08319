import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { reportTexts } from '../../../texts/admin/reports.ts'
import { localeOf } from '../../../texts/locale.ts'
import { drawTable } from '../blocks/table.ts'
import type { Visit } from '../frame/visit.ts'
import type { Figure } from './series.ts'

/** Bars beside their numbers: one group a line, one bar a series. */
export interface Chart {
  /** Of its elements; unique on a page. */
  readonly id: string
  readonly title: string
  /** What a line stands for: the head of the first column of its table. */
  readonly of: string
  readonly series: readonly string[]
  readonly lines: readonly {
    readonly label: string
    readonly figures: readonly Figure[]
    /** Said on a dashed line below it: a limit that the lines after it are beyond. */
    readonly limit?: string
  }[]
}

const width = 360
const barHeight = 16
const lineHeight = 20
/** Room beside the longest bar for its number. */
const room = 60
/** So many characters fit into a line of a label. */
const charactersInLine = 46

const spell = ({ language }: Visit, figure: Figure): string =>
  figure === null ? reportTexts[language].hidden : new Intl.NumberFormat(localeOf[language]).format(figure)

/** A label in as many lines as it needs: text in a picture does not break by itself. */
const breakLabel = (label: string): readonly string[] =>
  label.match(new RegExp(`.{1,${charactersInLine}}(?:\\s|$)`, 'g')) ?? [label]

interface Scale {
  readonly id: string
  /** The number that the longest bar stands for. */
  readonly most: number
}

interface Placed {
  readonly y: number
  readonly shapes: ComponentChild
}

const fillOf = ({ id }: Pick<Scale, 'id'>, series: number) => (series === 0 ? undefined : `url(#${id}-lines)`)

const drawBar = (visit: Visit, figure: Figure, series: number, { id, most, y }: Scale & { y: number }) => {
  const length = figure === null || most === 0 ? 0 : (figure / most) * (width - room)
  return html`
    <rect class=${`bar series-${series}`} fill=${fillOf({ id }, series)} x="0" y=${y} width=${length.toFixed(1)} height=${barHeight - 2} />
    <text class="number" x=${(length + 4).toFixed(1)} y=${y + 12}>${spell(visit, figure)}</text>
  `
}

const drawLine = (
  visit: Visit,
  { label, figures, limit }: Chart['lines'][number],
  { top, ...scale }: Scale & { top: number }
): Placed => {
  const words = breakLabel(label)
  const bars = top + words.length * lineHeight
  const below = bars + figures.length * barHeight + 6
  const end = limit === undefined ? below : below + lineHeight
  return {
    y: end,
    shapes: html`
      ${words.map((line, index) => html`<text x="0" y=${top + 14 + index * lineHeight}>${line}</text>`)}
      ${figures.map((figure, series) => drawBar(visit, figure, series, { ...scale, y: bars + series * barHeight }))}
      ${
        limit !== undefined &&
        html`
          <line class="limit" x1="0" x2=${width} y1=${below} y2=${below} />
          <text class="limit" x=${width} y=${below + 14} text-anchor="end">${limit}</text>
        `
      }
    `
  }
}

/** Which pattern is which series; only where there is more than one. */
const drawLegend = ({ id, series }: Chart) =>
  series.length < 2
    ? null
    : html`
      ${series.map(
        (name, index) => html`
          <rect class=${`bar series-${index}`} fill=${fillOf({ id }, index)} x=${index * 170} y="2" width="14" height="12" />
          <text x=${index * 170 + 20} y="13">${name}</text>
        `
      )}
    `

const describe = (visit: Visit, { series, lines }: Chart): string =>
  lines
    .map(
      ({ label, figures }) =>
        `${label}: ${figures.map((figure, index) => `${series[index]} ${spell(visit, figure)}`).join(', ')}`
    )
    .join('; ')

/** Draws bars, and the same numbers as a table beside them. Patterns and numbers tell the bars apart, never a colour alone. */
export const drawChart = (visit: Visit, chart: Chart): ComponentChild => {
  const texts = reportTexts[visit.language]
  const { id, title, series, lines } = chart
  if (lines.length === 0) return html`<h2>${title}</h2><p class="empty">${texts.empty}</p>`
  const most = Math.max(0, ...lines.flatMap(({ figures }) => figures.map(figure => figure ?? 0)))
  let y = series.length < 2 ? 0 : 22
  const drawn = lines.map(line => {
    const placed = drawLine(visit, line, { id, most, top: y })
    y = placed.y
    return placed.shapes
  })
  const isHiding = lines.some(({ figures }) => figures.includes(null))
  return html`
    <h2>${title}</h2>
    <div class="chart">
      <svg viewBox=${`0 0 ${width} ${y}`} role="img" aria-labelledby=${`${id}-title ${id}-desc`}>
        <title id=${`${id}-title`}>${title}</title>
        <desc id=${`${id}-desc`}>${describe(visit, chart)}</desc>
        <defs>
          <pattern id=${`${id}-lines`} class="hatch" width="5" height="5" patternUnits="userSpaceOnUse">
            <path d="M0 5 L5 0" />
          </pattern>
        </defs>
        ${drawLegend(chart)}
        ${drawn}
      </svg>
      <div>
        ${drawTable(visit, {
          caption: texts.table(title),
          head: [chart.of, ...series],
          rows: lines.map(({ label, figures }) => [label, ...figures.map(figure => spell(visit, figure))])
        })}
        ${isHiding && html`<p><small>${texts.chartHidden}</small></p>`}
      </div>
    </div>
  `
}
