/**
 * Worked ends of legal periods. Each was counted by hand with a calendar from Regulation (EEC, Euratom) No 1182/71
 * (`Art.` alone) and Article 12 of Regulation (EU) 2016/679; EDPB: Guidelines 01/2022, version 2.1, section 5.3. Where
 * only the canton's law makes a holiday, and the Regulation does not hold, the same count is used.
 */
export interface DeadlineVector {
  readonly receivedAt: string
  readonly timeZone: string
  readonly region: string | null
  /** Months from the receipt: one, and up to two further ones. */
  readonly months: 1 | 2 | 3
  /** From the question who asks to the answer. */
  readonly suspended: readonly [string, string] | null
  /** Of the controller's calendar, and its last instant. */
  readonly lastDay: string
  readonly endsAt: string
  readonly by: string
}

type Row = readonly [string, string, string | null, 1 | 2 | 3, readonly [string, string] | null, string, string, string]

const rows: readonly Row[] = [
  [
    '2024-03-05T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2024-04-05',
    '2024-04-05T21:59:59.999Z',
    'Art. 3(1), 3(2)(c); EDPB 01/2022 example 32: 5 March to 5 April'
  ],
  [
    '2026-08-31T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-09-30',
    '2026-09-30T21:59:59.999Z',
    'Art. 3(2)(c), last day of a shorter month; EDPB 01/2022 example 33: 31 August to 30 September'
  ],
  [
    '2026-03-05T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-04-07',
    '2026-04-07T21:59:59.999Z',
    'Art. 3(4): Easter Sunday, then Easter Monday; EDPB 01/2022 para 161'
  ],
  [
    '2026-01-31T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-03-02',
    '2026-03-02T22:59:59.999Z',
    'Art. 3(2)(c): 28 February; 3(4): a Saturday'
  ],
  [
    '2027-01-31T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2027-03-01',
    '2027-03-01T22:59:59.999Z',
    'Art. 3(2)(c): 28 February; 3(4): a Sunday'
  ],
  [
    '2028-01-31T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2028-02-29',
    '2028-02-29T22:59:59.999Z',
    'Art. 3(2)(c): 29 February of a leap year'
  ],
  [
    '2028-01-30T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2028-02-29',
    '2028-02-29T22:59:59.999Z',
    'Art. 3(2)(c): no 30 February'
  ],
  [
    '2027-01-29T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2027-03-01',
    '2027-03-01T22:59:59.999Z',
    'Art. 3(2)(c): no 29 February in 2027; 3(4): the 28th is a Sunday'
  ],
  [
    '2028-02-29T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2028-03-29',
    '2028-03-29T21:59:59.999Z',
    'Art. 3(2)(c): same date, not the last day of March'
  ],
  [
    '2026-03-31T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-04-30',
    '2026-04-30T21:59:59.999Z',
    'Art. 3(2)(c): no 31 April'
  ],
  [
    '2026-12-31T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2027-02-01',
    '2027-02-01T22:59:59.999Z',
    'Art. 3(2)(c) over the turn of the year; 3(4): 31 January is a Sunday'
  ],
  [
    '2027-02-28T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2027-03-30',
    '2027-03-30T21:59:59.999Z',
    'Art. 3(3): a receipt on a Sunday counts; 3(4): Easter Sunday and Monday'
  ],
  [
    '2025-12-25T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-01-26',
    '2026-01-26T22:59:59.999Z',
    'Art. 3(3): a receipt on a holiday counts; 3(4): a Sunday'
  ],
  [
    '2026-11-24T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-12-24',
    '2026-12-24T22:59:59.999Z',
    'Art. 2(1): 24 December is no public holiday in Germany'
  ],
  [
    '2026-11-25T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-12-28',
    '2026-12-28T22:59:59.999Z',
    'Art. 3(4): 25 and 26 December, then a Sunday'
  ],
  [
    '2026-11-24T10:00:00.000Z',
    'Europe/Warsaw',
    'PL',
    1,
    null,
    '2026-12-28',
    '2026-12-28T22:59:59.999Z',
    'Art. 2(1): 24 December is a public holiday in Poland since 2025; 3(4)'
  ],
  [
    '2026-12-06T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BY',
    1,
    null,
    '2027-01-07',
    '2027-01-07T22:59:59.999Z',
    'Art. 2(1), 3(4): Epiphany is a public holiday in Bavaria'
  ],
  [
    '2026-12-06T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2027-01-06',
    '2027-01-06T22:59:59.999Z',
    'Art. 2(1): Epiphany is none in Berlin'
  ],
  [
    '2027-02-08T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2027-03-09',
    '2027-03-09T22:59:59.999Z',
    'Art. 2(1), 3(4): 8 March is a public holiday in Berlin'
  ],
  [
    '2027-02-08T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BY',
    1,
    null,
    '2027-03-08',
    '2027-03-08T22:59:59.999Z',
    'Art. 2(1): 8 March is none in Bavaria'
  ],
  [
    '2026-05-04T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BY',
    1,
    null,
    '2026-06-05',
    '2026-06-05T21:59:59.999Z',
    'Art. 2(1), 3(4): Corpus Christi in Bavaria'
  ],
  [
    '2026-05-04T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-06-04',
    '2026-06-04T21:59:59.999Z',
    'Art. 2(1): none in Berlin'
  ],
  [
    '2025-07-15T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BY',
    1,
    null,
    '2025-08-15',
    '2025-08-15T21:59:59.999Z',
    'Art. 2(1): Assumption Day is no public holiday in all of Bavaria'
  ],
  [
    '2025-07-15T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BY-KATH',
    1,
    null,
    '2025-08-18',
    '2025-08-18T21:59:59.999Z',
    'Art. 2(1), 3(4): it is one where most are Catholics; then a weekend'
  ],
  [
    '2025-09-03T10:00:00.000Z',
    'Europe/Berlin',
    'DE',
    1,
    null,
    '2025-10-06',
    '2025-10-06T21:59:59.999Z',
    'Art. 3(4): 3 October, then a weekend'
  ],
  [
    '2026-03-03T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-04-07',
    '2026-04-07T21:59:59.999Z',
    'Art. 3(4): Good Friday to Easter Monday are four days in a row'
  ],
  [
    '2026-03-03T10:00:00.000Z',
    'Europe/Vienna',
    'AT',
    1,
    null,
    '2026-04-03',
    '2026-04-03T21:59:59.999Z',
    'Art. 2(1): Good Friday is no public holiday for all in Austria'
  ],
  [
    '2026-09-26T10:00:00.000Z',
    'Europe/Vienna',
    'AT',
    1,
    null,
    '2026-10-27',
    '2026-10-27T22:59:59.999Z',
    'Art. 3(4): the Austrian national holiday, a Monday'
  ],
  [
    '2026-11-08T10:00:00.000Z',
    'Europe/Vienna',
    'AT',
    1,
    null,
    '2026-12-09',
    '2026-12-09T22:59:59.999Z',
    'Art. 3(4): 8 December in Austria'
  ],
  [
    '2026-04-01T10:00:00.000Z',
    'Europe/Zurich',
    'CH-ZH',
    1,
    null,
    '2026-05-04',
    '2026-05-04T21:59:59.999Z',
    'counted as Art. 2(1), 3(4): 1 May in the canton of Zurich, then a weekend'
  ],
  [
    '2026-04-14T10:00:00.000Z',
    'Europe/Zurich',
    'CH-ZH',
    1,
    null,
    '2026-05-15',
    '2026-05-15T21:59:59.999Z',
    'counted as Art. 3(4): Ascension Day'
  ],
  [
    '2026-06-14T10:00:00.000Z',
    'Europe/Paris',
    'FR',
    1,
    null,
    '2026-07-15',
    '2026-07-15T21:59:59.999Z',
    'Art. 3(4): 14 July in France'
  ],
  [
    '2026-10-11T10:00:00.000Z',
    'Europe/Paris',
    'FR',
    1,
    null,
    '2026-11-12',
    '2026-11-12T22:59:59.999Z',
    'Art. 3(4): 11 November in France'
  ],
  [
    '2026-04-08T10:00:00.000Z',
    'Europe/Paris',
    'FR',
    1,
    null,
    '2026-05-11',
    '2026-05-11T21:59:59.999Z',
    'Art. 3(4): 8 May in France, then a weekend'
  ],
  [
    '2026-03-04T11:00:00.000Z',
    'Pacific/Kiritimati',
    null,
    1,
    null,
    '2026-04-06',
    '2026-04-06T09:59:59.999Z',
    'Art. 3(1): there it is 5 March; 3(4): 5 April is a Sunday'
  ],
  [
    '2026-03-05T10:30:00.000Z',
    'Pacific/Pago_Pago',
    null,
    1,
    null,
    '2026-04-06',
    '2026-04-07T10:59:59.999Z',
    'Art. 3(1): there it is still 4 March; 3(4): 4 April is a Saturday'
  ],
  [
    '2026-03-09T18:20:00.000Z',
    'Asia/Kathmandu',
    null,
    1,
    null,
    '2026-04-10',
    '2026-04-10T18:14:59.999Z',
    'Art. 3(1): there it is 10 March, five minutes past midnight'
  ],
  [
    '2026-03-09T18:20:00.000Z',
    'UTC',
    null,
    1,
    null,
    '2026-04-09',
    '2026-04-09T23:59:59.999Z',
    'Art. 3(1): the same instant is 9 March here'
  ],
  [
    '2026-02-28T23:30:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-04-01',
    '2026-04-01T21:59:59.999Z',
    'Art. 3(1), 3(2)(c): the clocks go forward in between'
  ],
  [
    '2026-09-25T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    null,
    '2026-10-26',
    '2026-10-26T22:59:59.999Z',
    'Art. 3(4): the Sunday on which the clocks go back'
  ],
  [
    '2026-10-02T03:30:00.000Z',
    'America/New_York',
    null,
    1,
    null,
    '2026-11-02',
    '2026-11-03T04:59:59.999Z',
    'Art. 3(1): there it is still 1 October; 3(4): the Sunday on which the clocks go back'
  ],
  [
    '2026-11-30T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    2,
    null,
    '2027-02-01',
    '2027-02-01T22:59:59.999Z',
    'Art. 12(3) GDPR: one further month; 3(4): 30 January is a Saturday'
  ],
  [
    '2026-11-30T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    3,
    null,
    '2027-03-01',
    '2027-03-01T22:59:59.999Z',
    'Art. 12(3) GDPR: two further months; 3(2)(c): 28 February; 3(4): a Sunday'
  ],
  [
    '2027-01-31T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    3,
    null,
    '2027-04-30',
    '2027-04-30T21:59:59.999Z',
    'Art. 12(3) GDPR: that period of three months, and not two on top of 28 February'
  ],
  [
    '2026-08-31T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    3,
    null,
    '2026-11-30',
    '2026-11-30T22:59:59.999Z',
    'Art. 12(3) GDPR: two further months; 3(2)(c)'
  ],
  [
    '2026-03-05T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    ['2026-03-10T10:00:00.000Z', '2026-03-16T10:00:00.000Z'],
    '2026-04-13',
    '2026-04-13T21:59:59.999Z',
    'EDPB 01/2022 para 159: six days; 11 April is a Saturday, 3(4)'
  ],
  [
    '2026-03-10T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    ['2026-03-12T08:00:00.000Z', '2026-03-12T20:00:00.000Z'],
    '2026-04-10',
    '2026-04-10T21:59:59.999Z',
    'EDPB 01/2022 para 159: asked and answered on one day, nothing moves'
  ],
  [
    '2026-03-10T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    1,
    ['2026-03-12T22:30:00.000Z', '2026-03-12T23:30:00.000Z'],
    '2026-04-13',
    '2026-04-13T21:59:59.999Z',
    'EDPB 01/2022 para 159: answered on the next day of the controller; 11 April is a Saturday, 3(4)'
  ],
  [
    '2026-10-01T10:00:00.000Z',
    'Europe/Berlin',
    'DE-BE',
    3,
    ['2026-10-05T10:00:00.000Z', '2026-10-15T10:00:00.000Z'],
    '2027-01-11',
    '2027-01-11T22:59:59.999Z',
    'Art. 12(3) and (6) GDPR: two further months and ten suspended days'
  ]
]

/** All of them. */
export const deadlineVectors: readonly DeadlineVector[] = rows.map(
  ([receivedAt, timeZone, region, months, suspended, lastDay, endsAt, by]) => ({
    receivedAt,
    timeZone,
    region,
    months,
    suspended,
    lastDay,
    endsAt,
    by
  })
)
