/** Names as somebody could choose them on a platform, at a provider, or as a colleague; `canary` finds them again. */
export const markupNames: readonly string[] = [
  '<script>canary()</script>',
  '"><img src=x onerror=canary()>',
  "'><svg/onload=canary()>",
  '</title><script>canary()</script>',
  '</textarea><script>canary()</script>',
  '<!--canary',
  ']]><canary>',
  '" onfocus="canary()" autofocus="',
  "' onmouseover='canary()",
  'javascript:canary()',
  '&lt;script&gt;canary()',
  '{{canary}}',
  '<a href="https://elsewhere.example/canary">Sign in</a>'
]

/** Texts that a spreadsheet takes for a formula, or that break out of a cell. */
export const formulas: readonly string[] = [
  '=cmd|"/C canary"!A0',
  '+canary',
  '-canary',
  '@SUM(canary)',
  '=HYPERLINK("https://elsewhere.example/canary","here")',
  ' =canary',
  '"=canary',
  "'=canary",
  '＝canary',
  '%canary',
  '|canary',
  'a",=canary,"b'
]
