import type { FactName } from './facts.ts'
import type { Treatment } from './rows.ts'

/** One right or endpoint that was tried at registration. */
export interface Permission {
  readonly id: string
  readonly state: 'present' | 'missing' | 'broader-than-needed'
  /** What then does not work, or why it is too broad. */
  readonly means: string
}

/** What the handshake found: version, what the platform can do, rights, and what stops erasures. */
export interface Registration {
  readonly version: string | null
  readonly capabilities: Readonly<Record<string, boolean | string | number>>
  readonly permissions: readonly Permission[]
  /** Codes of what stops erasures on this platform (`start-switched-off`, `another-driver`), with who fixes it. */
  readonly problems: readonly {
    readonly code: string
    readonly fix: string
    /** `nothing`: erasures go on, and somebody should know. */
    readonly stops: 'all' | 'start' | 'nothing'
  }[]
}

/** What the adapter can do, declared; the contract suite tests presence and absence. */
export interface Supports {
  readonly facts: readonly FactName[]
  readonly treatments: readonly Treatment[]
  readonly modes: readonly ('webhook' | 'gateway-forward' | 'gateway-defer' | 'watch' | 'lifecycle')[]
  readonly names: readonly ('keep-name' | 'remove-name')[]
}
