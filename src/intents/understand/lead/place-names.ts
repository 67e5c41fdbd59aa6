import { ALSO_WORDS, NICKNAMES, PLACES } from './places.ts'

export type PlaceFound = {
  name: string
  /** A town or a region, where the regency or city says more. */
  town: boolean
  words: number
  alsoWord: boolean
}

/** The longest name of a place that begins at `at`. */
export function placesAt(words: readonly { plain: string }[], at: number): PlaceFound | undefined {
  for (let length = LONGEST; length > 0; length--) {
    if (at + length > words.length) continue
    const parts = words.slice(at, at + length).map(({ plain }) => plain)
    const key = parts.join(' ')
    const name = names.get(key)
    if (name !== undefined) {
      return { name, town: towns.has(name), words: length, alsoWord: alsoWords.has(key) }
    }
  }
  return undefined
}

/** The place a misspelt word means: one letter off, and long enough to be sure. */
export function misspeltPlace(word: string): string | undefined {
  if (word.length < 6) return undefined
  const near = new Set<string>()
  for (const [key, name] of names) {
    if (Math.abs(key.length - word.length) <= 1 && oneLetterOff(word, key)) near.add(name)
  }
  return near.size === 1 ? [...near][0] : undefined
}

function oneLetterOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at)
  if (rest === long.slice(at + 1)) return true
  // Two letters swapped.
  return (
    short.length === long.length &&
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2)
  )
}

const names = new Map<string, string>()
const towns = new Set<string>()
for (const group of PLACES.trim().split(/^# /m)) {
  const [title = '', ...lines] = group.split('\n')
  for (const each of lines.join(' ').split(',')) {
    const name = each.trim()
    if (name === '') continue
    names.set(name.toLowerCase(), name)
    if (/^(?:Towns|Regions|Homes)/.test(title)) towns.add(name)
  }
}
for (const line of NICKNAMES.trim().split('\n')) {
  const [name = '', forms = ''] = line.split(': ')
  for (const form of forms.split(', ')) names.set(form, name)
}
const alsoWords = new Set(ALSO_WORDS.trim().split(/\s*,\s*/))
const LONGEST = Math.max(...[...names.keys()].map((key) => key.split(' ').length))
