/** Letters that nobody takes for another one or for a digit, and that make no words. */
const alphabet = 'BCDFGHJKMNPQRSTVWXZ'

const groupOf = 4

/** As many letters as `groups` say, drawn evenly from a number that nobody can guess (hexadecimal, at least 32 digits more). */
export const lettersOf = (hexadecimal: string, groups: number): string => {
  let left = BigInt(`0x${hexadecimal}`)
  let letters = ''
  while (letters.length < groups * groupOf) {
    letters += alphabet[Number(left % BigInt(alphabet.length))]
    left /= BigInt(alphabet.length)
  }
  return letters
}

/** A code as people read it: `BCDF-GHJK`. */
export const spellCode = (letters: string): string => letters.match(/.{4}/g)!.join('-')

/** A code as it was typed, without what people put between its letters. */
export const readTyped = (typed: string): string =>
  typed
    .slice(0, 100)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
