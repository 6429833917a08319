import type { Document, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { changeOrMake, filed } from '../change.ts'
import type { HoldBody } from './body.ts'

/** A hold that was in force and whose file is gone or cannot be read. */
export interface LostHold {
  readonly platform: string
  readonly since: string
  /** Who asked for it to count as settled. */
  readonly askedBy: string | null
}

/** That people have agreed to do without a lost hold. */
export interface Settled {
  readonly askedBy: string
  readonly agreedBy: string
  readonly at: string
}

/**
 * Which holds are in force, told apart from the holds themselves: a file that goes is missed. Ids and platforms only.
 * `settled`: lost ones that people have agreed to do without.
 */
export interface HoldRegister {
  readonly inForce: Readonly<Record<string, string>>
  readonly lost: Readonly<Record<string, LostHold>>
  readonly settled: Readonly<Record<string, Settled>>
}

const id = 'hold-register'
const empty: HoldRegister = { inForce: {}, lost: {}, settled: {} }

/** The register as it stands. */
export const readHoldRegister = async (store: Store): Promise<HoldRegister> =>
  (await store.look<HoldRegister>('ledger', id))?.body ?? empty

/** The register with its revision, by which a put can be refused that a hold has overtaken; made where there is none. */
export const standingRegister = async (store: Store): Promise<Document<HoldRegister>> => {
  const known = await store.look<HoldRegister>('ledger', id)
  if (known !== null) return known
  await changeHoldRegister(store, register => register, 'always')
  return standingRegister(store)
}

/**
 * Changes the register. `where-changed`: nothing is written where nothing changes; `always`: its revision goes up, so that
 * nobody goes by what they read of holds before.
 */
export const changeHoldRegister = async (
  store: Store,
  change: (register: HoldRegister) => HoldRegister,
  writes: 'where-changed' | 'always' = 'where-changed'
): Promise<HoldRegister> => {
  let after = empty
  // Many holds are placed at once, and each has to be entered: they take turns.
  await store.exclusive(id, () =>
    changeOrMake<HoldRegister>(store, { kind: 'ledger', id }, known => {
      const before = known?.body ?? empty
      after = change(before)
      return writes === 'where-changed' && JSON.stringify(after) === JSON.stringify(before) ? null : filed(after)
    })
  )
  return after
}

/** Reads a hold as far as it can be read; `lost`: it is gone, or damaged. */
const readOrLost = async (store: Store, hold: string): Promise<HoldBody | 'lost'> => {
  try {
    return (await store.get<HoldBody>('hold', hold))?.body ?? 'lost'
  } catch (error) {
    if (error instanceof StoreError && error.code === 'corrupt') return 'lost'
    throw error
  }
}

const without = <T>(rows: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> => {
  const { [id]: _, ...rest } = rows
  return rest
}

/**
 * Writes a hold into the register that was placed, or covers more than before. It comes after the hold itself: a crash in
 * between costs only the second look. From then on nothing is begun by whoever read the holds before.
 */
export const enterHold = (store: Store, hold: string, platform: string): Promise<HoldRegister> =>
  changeHoldRegister(store, register => ({ ...register, inForce: { ...register.inForce, [hold]: platform } }), 'always')

/** Takes a hold out of the register, once it is released. */
export const strikeHold = (store: Store, hold: string): Promise<HoldRegister> =>
  changeHoldRegister(store, register => ({ ...register, inForce: without(register.inForce, hold) }))

/**
 * Compares the register with the holds that are there: enters those that it does not know, strikes released ones, and
 * notes those that are gone. One that was put back is lost no more. Answers the register.
 */
export const checkHoldRegister = async (store: Store, now: string): Promise<HoldRegister> => {
  const there = await store.query<HoldBody>('hold', { all: true })
  const { inForce, settled } = await readHoldRegister(store)
  const absent = Object.keys(inForce).filter(hold => !there.some(({ id }) => id === hold))
  const read = new Map(await Promise.all(absent.map(async hold => [hold, await readOrLost(store, hold)] as const)))
  return changeHoldRegister(store, register => {
    const entered = Object.fromEntries(there.map(({ id, body }) => [id, body.platform]))
    const isGone = (hold: string) => read.get(hold) === 'lost' && !(hold in settled)
    const kept = Object.entries(register.inForce).filter(([hold]) => !read.has(hold) || isGone(hold))
    const lost = absent
      .filter(isGone)
      .map(hold => [hold, register.lost[hold] ?? { platform: inForce[hold]!, since: now, askedBy: null }])
    const isBack = (hold: string) => hold in entered
    return {
      inForce: { ...Object.fromEntries(kept), ...entered },
      lost: Object.fromEntries(lost),
      settled: Object.fromEntries(Object.entries(register.settled).filter(([hold]) => !isBack(hold)))
    }
  })
}

/** Notes who asked to do without a lost hold. */
export const askToSettle = (store: Store, hold: string, by: string): Promise<HoldRegister> =>
  changeHoldRegister(store, register => ({
    ...register,
    lost: { ...register.lost, [hold]: { ...register.lost[hold]!, askedBy: by } }
  }))

/** Does without a lost hold from now on: nobody waits for it any more. */
export const settleLost = (store: Store, hold: string, by: Settled): Promise<HoldRegister> =>
  changeHoldRegister(store, register => ({
    inForce: without(register.inForce, hold),
    lost: without(register.lost, hold),
    settled: { ...register.settled, [hold]: by }
  }))
