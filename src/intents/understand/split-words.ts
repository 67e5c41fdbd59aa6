import { placesAt } from './lead/place-names.ts'
import { isKnownForm } from './word-meaning.ts'
import { PLACE, type Word } from './word.ts'

const PIECES =
  /https?:\/\/\S+|(?!RP|IDR)[A-Z]{2,}\d{1,4}[A-Z]\b|\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d{2}(?!\d)|\d+(?:[.,]\d+)*(?:,-+)?|[\p{L}\p{M}]+(?:['’‘`´-][\p{L}\p{M}]+)*|\n|[^\s]/gu
/** The words, numbers and marks of a text, in lower case and without what changes nothing. */
export function splitWords(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(PIECES)) {
    const [raw] = match
    for (const piece of raw.includes('-') ? unhyphen(raw) : [raw]) {
      const from = match.index + raw.indexOf(piece)
      words.push({ raw: piece, plain: lower(piece), from, to: from + piece.length, at: 0 })
    }
  }
  return words
}

/** "april-mei" is two words, "anak-anak" and "jt-an" are one. */
function unhyphen(raw: string): string[] {
  const plain = lower(raw)
  const parts = plain.split('-')
  if (!/^\p{L}/u.test(raw) || isKnownForm(plain) || parts[0] === parts[1]) return [raw]
  return raw.split(/(-)/)
}

function lower(raw: string) {
  const plain = unaccented(raw)
    .toLowerCase()
    .replace(/['’‘`´]|,-+$/g, '')
  // "haloooo"; numbers keep their digits.
  return /\d/.test(plain) ? plain : plain.replace(/(\p{L})\1{2,}/gu, '$1')
}

/** "badé" and "bade" are one word. */
function unaccented(raw: string) {
  return raw.normalize('NFD').replace(/\p{M}/gu, '')
}

/** Joins the words that name a place, and says which. */
export function markPlaces(words: Word[]): Word[] {
  const marked: Word[] = []
  for (let at = 0; at < words.length;) {
    // "Solo traveling" is a way to go, not a place to come from.
    const alone = /^(?:travel|trip|backpack)/.test(words[at + 1]?.plain ?? '')
    const found = alone ? undefined : placesAt(words, at)
    const word = words[at] as Word
    if (!found) {
      marked.push(word)
      at += 1
      continue
    }
    const last = words[at + found.words - 1] as Word
    const raw = words.slice(at, at + found.words).map((each) => each.raw)
    marked.push({
      ...word,
      raw: raw.join(' '),
      plain: found.alsoWord ? word.plain : PLACE,
      to: last.to,
      place: { name: found.name, town: found.town, alsoWord: found.alsoWord },
    })
    at += found.words
  }
  return marked
}
