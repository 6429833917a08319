/** Thrown inside a fact's reading: this release cannot tell. It never leaves the adapter. */
export class NotAnswerable extends Error {
  readonly because: string

  constructor(because: string) {
    super(because)
    this.name = 'NotAnswerable'
    this.because = because
  }
}

/** Thrown inside a fact's reading: what was seen does not answer it. It never leaves the adapter. */
export class NotKnown extends Error {
  readonly because: string

  constructor(because: string) {
    super(because)
    this.name = 'NotKnown'
    this.because = because
  }
}
