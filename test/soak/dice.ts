/** Chance that a seed replays. */
export interface Dice {
  /** At least 0 and below 1. */
  fraction(): number
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  pick<Choice>(of: readonly Choice[]): Choice
  /** Dice of their own for a part: what one part throws is nothing to the others. */
  for(part: string): Dice
}

const mix = (text: string): number => {
  let hash = 2_166_136_261
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 16_777_619)
  return hash >>> 0
}

/** Dice from a seed (mulberry32). */
export function throwDice(seed: number): Dice {
  let state = seed >>> 0
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let next = Math.imul(state ^ (state >>> 15), state | 1)
    next ^= next + Math.imul(next ^ (next >>> 7), next | 61)
    return ((next ^ (next >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1))
  return {
    fraction,
    between,
    pick: of => of[between(0, of.length - 1)]!,
    for: part => throwDice(mix(`${seed} ${part}`))
  }
}
