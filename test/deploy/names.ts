/** Names of figures that an expression of Prometheus asks for. */
export const figuresIn = (expression: string): readonly string[] => [
  ...new Set([...expression.matchAll(/\blethe_\w+/g)].map(([name]) => name))
]

/** The anchors of a page: of each heading, as viewers make them. */
export const anchorsIn = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-')
  )
