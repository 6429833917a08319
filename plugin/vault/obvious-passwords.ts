/** Words that people make passwords of, and rows of keys. */
const usual = [
  'password',
  'passwort',
  'passwd',
  'kennwort',
  'administrator',
  'administration',
  'admin',
  'operator',
  'lethe',
  'letmein',
  'welcome',
  'willkommen',
  'changeme',
  'geheim',
  'secret',
  'iloveyou',
  'monkey',
  'dragon',
  'football',
  'sunshine',
  'princess',
  'correcthorsebatterystaple',
  'universitaet',
  'university',
  'qwertyuiop',
  'qwertzuiop',
  'qwerty',
  'qwertz',
  'asdfghjkl',
  'asdf',
  'yxcvbnm',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  'abcdefgh',
  'abcdef',
  'abcd',
  'abc',
  '01234567890',
  '1234567890',
  '9876543210',
  '123456789',
  '12345678',
  '123456',
  '12345',
  '1234',
  '123',
  '321'
]

const meansLetter: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's'
}

/** What must be left of a password once all that is obvious is taken out of it. */
const leastLeft = 5
const leastDifferent = 5

const takeOut = (text: string, words: readonly string[]): string =>
  words.reduce((left, word) => (word.length < 3 ? left : left.replaceAll(word, '')), text)

/**
 * Whether a password is among the first that anybody would try (NIST SP 800-63B, 5.1.1.2): made of hardly anything but
 * common words, rows of keys or figures, a few characters again and again, or names of whoever has it.
 * @param names what they are called, here and as they sign in
 */
export const isObvious = (password: string, names: readonly string[]): boolean => {
  const text = password.normalize('NFKC').toLowerCase()
  if (new Set(text).size < leastDifferent || /^(.{1,5})\1{2,}.{0,4}$/.test(text)) return true
  const own = names.flatMap(name =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
  )
  const words = [...own, ...usual]
  const undated = text.replace(/(19|20)\d\d/g, '')
  const spelled = [...undated].map(character => meansLetter[character] ?? character).join('')
  const plain = (each: string) => each.replace(/[^\p{L}\p{N}]/gu, '')
  return [undated, spelled].some(each => takeOut(plain(each), words).length < leastLeft)
}
