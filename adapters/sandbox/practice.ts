/** Somebody made up. */
export interface PracticePerson {
  readonly username: string
  readonly email: string
  readonly name: string
  /** With it they sign in at the stand-in. */
  readonly password: string
  /** What makes them worth a try: one sentence. */
  readonly about: string
}

/** A stand-in that runs, and all that a registration asks for. */
export interface Practice {
  /** As people know the platform. */
  readonly platform: string
  /** Options of the adapter, the secrets among them. */
  readonly options: Readonly<Record<string, string | number | boolean>>
  readonly people: readonly PracticePerson[]
  close(): Promise<void>
}
