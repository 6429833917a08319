/** What a stranger types to learn whom a platform knows. Each is 200 and the same page, for whoever it is. */
export const whoGuesses: readonly { readonly name: string; readonly who: string }[] = [
  { name: 'a learner', who: 'mira.holm' },
  { name: 'a learner in capitals', who: 'MIRA.HOLM' },
  { name: 'a learner with blanks', who: '  mira.holm ' },
  { name: 'the mail of a learner', who: 'mira.holm@example.edu' },
  { name: 'the number of a learner', who: '11' },
  { name: 'the account that Lethe works with', who: 'retirement_service_worker' },
  { name: 'nobody', who: 'canary' },
  { name: 'the mail of nobody', who: 'canary@people.example' },
  { name: 'one letter of another script', who: 'mirа.holm' },
  { name: 'nothing', who: '' },
  { name: 'whoever there is', who: '*' },
  { name: 'whoever there is, for a database', who: '%' },
  { name: 'two at once', who: 'mira.holm,canary' },
  { name: 'another address', who: '../canary?username=mira.holm' },
  { name: 'a line of its own in a mail', who: 'mira.holm\r\nBcc: canary@people.example' },
  { name: 'NUL', who: 'mira.holm\u0000' },
  { name: 'markup', who: '<script>canary()</script>' },
  { name: 'a longer one than any', who: 'canary'.repeat(500) }
]

/** What a stranger opens to learn what there is: each is answered as if there were nothing. `{platform}` is one that is. */
export const whereGuesses: readonly {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly form?: Readonly<Record<string, string>>
  readonly status: 403 | 404
}[] = [
  { name: 'a platform', method: 'GET', path: '/subject/canary/', status: 404 },
  { name: 'a platform in capitals', method: 'GET', path: '/subject/{PLATFORM}/', status: 404 },
  { name: 'what every object has', method: 'GET', path: '/subject/__proto__/', status: 404 },
  { name: 'a platform with NUL', method: 'GET', path: '/subject/{platform}%00/', status: 404 },
  { name: 'a folder above', method: 'GET', path: '/subject/..%2f..%2fcanary/', status: 404 },
  { name: 'a link of a mail', method: 'GET', path: '/subject/{platform}/code/canary.1.x', status: 404 },
  { name: 'a link to confirm', method: 'GET', path: '/subject/{platform}/confirm/canary.1.x', status: 404 },
  { name: 'a link to withdraw', method: 'GET', path: '/subject/{platform}/withdraw/canary.1.x', status: 404 },
  { name: 'a link to object', method: 'GET', path: '/subject/{platform}/object/canary.1.x', status: 404 },
  { name: 'a certificate', method: 'GET', path: '/subject/{platform}/certificate/canary.1.x', status: 404 },
  { name: 'a file', method: 'GET', path: '/subject/{platform}/certificate/canary.1.x/file', status: 404 },
  {
    ...{ name: 'the code of a demand', method: 'POST', path: '/subject/{platform}/status', status: 404 },
    form: { code: 'BCDF-GHJK-MNPQ-RSTV' }
  },
  {
    ...{ name: 'a code of no alphabet', method: 'POST', path: '/subject/{platform}/status', status: 404 },
    form: { code: '\u0000{"$ne":""}' }
  },
  { name: 'no code', method: 'POST', path: '/subject/{platform}/status', status: 404, form: {} },
  {
    ...{ name: 'a code for an attempt of theirs', method: 'POST', path: '/subject/{platform}/enter', status: 403 },
    form: { attempt: 'canary.1.x', code: 'BBBB-BBBB' }
  }
]
