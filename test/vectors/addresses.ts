/** An address that must not be called, and by which code it is refused. */
export interface AddressVector {
  readonly name: string
  readonly base: string
  /** What the name stands for when it is looked up: one answer after the other. */
  readonly answers?: readonly (readonly string[])[]
  readonly expect: 'address-not-permitted' | 'base-address-invalid'
}

const hosts: readonly (readonly [string, string])[] = [
  ['this machine', '127.0.0.1'],
  ['this machine, elsewhere in its network', '127.8.8.8'],
  ['this machine, decimal', '2130706433'],
  ['this machine, hexadecimal', '0x7f000001'],
  ['this machine, octal', '017700000001'],
  ['this machine, octal parts', '0177.0.0.1'],
  ['this machine, hexadecimal parts', '0x7f.0x0.0x0.0x1'],
  ['this machine, two parts', '127.1'],
  ['this machine, three parts', '127.0.1'],
  ['this machine with a dot at the end', '127.0.0.1.'],
  ['this machine, in wide letters', '１２７.０.０.１'],
  ['this machine, with ideographic stops', '127。0。0。1'],
  ['this machine, encoded', '%31%32%37.0.0.1'],
  ['nothing', '0.0.0.0'],
  ['nothing, short', '0'],
  ['a private network', '10.1.2.3'],
  ['another private network', '172.16.0.1'],
  ['the third private network', '192.168.1.1'],
  ['shared by a provider', '100.64.0.1'],
  ['what a cloud tells its machines', '169.254.169.254'],
  ['the same, decimal', '2852039166'],
  ['the same, mapped', '[::ffff:169.254.169.254]'],
  ['the same, mapped in hexadecimal', '[::ffff:a9fe:a9fe]'],
  ['the same, translated', '[64:ff9b::a9fe:a9fe]'],
  ['the same, by 6to4', '[2002:a9fe:a9fe::]'],
  ['everybody', '255.255.255.255'],
  ['many', '224.0.0.1'],
  ['this machine in IPv6', '[::1]'],
  ['this machine in IPv6, in full', '[0:0:0:0:0:0:0:1]'],
  ['nothing in IPv6', '[::]'],
  ['this machine, mapped', '[::ffff:127.0.0.1]'],
  ['this machine, compatible', '[::127.0.0.1]'],
  ['a private network in IPv6', '[fd00:ec2::254]'],
  ['a link in IPv6', '[fe80::1]'],
  ['a site in IPv6', '[fec0::1]'],
  ['Teredo', '[2001:0:7f00:1::]']
]

/** Of a request, which may name public addresses only. */
export const addressVectors: readonly AddressVector[] = [
  ...hosts.map(
    ([name, host]): AddressVector => ({ name, base: `http://${host}`, expect: 'address-not-permitted' as const })
  ),
  ...(
    [
      ['credentials', 'http://user:password@lms.example'],
      ['a name', 'http://lms.example@127.0.0.1'],
      ['a query', 'http://lms.example/?to=x'],
      ['a fragment', 'http://lms.example/#x'],
      ['another protocol', 'ftp://lms.example'],
      ['a file', 'file:///etc/passwd'],
      ['a script', 'javascript:alert(1)'],
      ['data', 'data:,x'],
      ['an old protocol', 'gopher://127.0.0.1:25/_HELO'],
      ['no protocol', '//lms.example'],
      ['a port beyond', 'http://lms.example:65536'],
      ['a space', 'http://lms .example'],
      ['nothing', '']
    ] as const
  ).map(([name, base]): AddressVector => ({ name, base, expect: 'base-address-invalid' })),
  ...(
    [
      ['a name of this machine', [['127.0.0.1']]],
      ['a name of this machine in IPv6', [['::1']]],
      ['a name of a private network', [['10.0.0.5']]],
      ['a name mapped to this machine', [['::ffff:127.0.0.1']]],
      ['a name of two, one of them private', [['203.0.114.7', '192.168.0.9']]],
      ['a name of two, the private one first', [['fe80::1', '2606:4700::1111']]]
    ] as const
  ).map(
    ([name, answers]): AddressVector => ({
      name,
      base: 'http://lms.example',
      answers,
      expect: 'address-not-permitted'
    })
  )
]
