/** English words of the pages about what stands between a platform and Lethe, and what was stated of it. */
export const siteEn = {
  gateway: {
    title: 'Route of the platform’s own page',
    lead: 'A route of your reverse proxy leads the platform’s own deletion call, and the pages under /lethe/, to Lethe: so nobody passes the questions by.',
    now: 'The route now',
    none: 'No route leads here. People reach their pages only by a code in a mail, if the policy allows it.',
    mode: 'When somebody asks for the deletion',
    modes: {
      forward: 'the call is passed on, and the platform locks the account at once',
      defer: 'Lethe keeps the demand, has it proven by a link, and begins after the time to withdraw',
      'answer-at-once': 'Lethe answers at once that it was taken',
      wait: 'Lethe answers when it is over, or after 55 seconds'
    },
    publicUrl: 'Address of the platform as browsers see it',
    publicUrlHint: 'Links in mails are built from it.',
    origins: 'Further pages that may call',
    originsHint: 'One origin a line, for example that of the account page: https://apps.school.example',
    own: 'Secret of the route',
    ownHint:
      'Only where your own tool makes it; else it is made here and shown once. The one before stops working at once.',
    submit: 'Set the route',
    remove: 'Let no route lead here',
    removeTitle: 'Let no route lead here',
    removeLead: 'Calls by the old route are refused from now on. Take the route out of the proxy first.',
    madeTitle: 'The route is set',
    secret: 'Secret of the route (X-Lethe-Route)',
    lines: 'What the proxy needs',
    linesLead:
      'The files lie in the package; these are the lines that make them yours. Replace what stands in capitals.',
    caddy: 'Caddy',
    nginx: 'nginx',
    nginxLead: (file: string) => `Copy both files of ${file}, replace in them what is of your site, and include them:`,
    back: 'To the platform'
  },
  hints: {
    title: 'Hints of a platform',
    lead: 'A plugin of the platform may post to a secret address that something happened. A hint has open requests look again; it never asks for, proves or ends anything.',
    since: 'There is an address since',
    none: 'There is no address.',
    make: 'Make an address',
    again: 'Make another address; the one before ends at once',
    address: 'Address for hints',
    remove: 'Take no hints any more',
    removeTitle: 'Take no hints any more'
  },
  declarations: {
    title: 'What was stated of a site',
    lead: 'Named administrators state it. Once it expires, nothing is taken for granted again.',
    caption: 'In force and past',
    head: ['About', 'Stated', 'By', 'At', 'Until', 'In force'],
    abouts: {
      invoices: 'Invoices',
      graders: 'Who grades',
      'institution-providers': 'Sign-in providers of the institution',
      'course-teams': 'Who owns courses alone'
    },
    invoices: { yes: 'invoices are issued', no: 'no invoices are issued' },
    people: (count: number) => (count === 0 ? 'nobody' : count === 1 ? '1 person' : `${count} people`),
    unknown: 'not known',
    noProviders: 'none: every provider is social',
    open: 'until somebody states otherwise',
    change: 'State anew',
    changeOf: (about: string) => `State anew: ${about}`,
    expires: 'Until when it holds',
    expiresHint: 'Ends with that day (UTC). Empty: until somebody states otherwise.',
    submit: 'I state this'
  },
  recipients: {
    title: 'Who is told to erase, too',
    lead: 'Organisations that received data of the people here are told at the end of each deletion (Article 19 GDPR), each by the names that it was given.',
    caption: 'Recipients',
    head: ['Name', 'Told by', 'Knows people by', 'Remove'],
    empty: 'Nobody else is told.',
    endpoint: (id: string) => `signed call to endpoint ${id}`,
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    add: 'Add a recipient',
    name: 'Name of the organisation',
    mail: 'E-mail address',
    mailHint: 'Either an address or an endpoint.',
    endpointLabel: 'Endpoint',
    noEndpoint: 'none: by mail',
    language: 'Language of the mail',
    identifiers: 'By which names it knows people',
    identifierKinds: {
      'platform-id': 'number on the platform',
      username: 'name on the platform',
      email: 'e-mail address',
      'external-id': 'number in another system'
    },
    submit: 'Add',
    removeTitle: 'Tell a recipient no more',
    removeLead: (name: string) => `${name} is not told of further deletions.`,
    removeDo: 'Remove'
  }
}
