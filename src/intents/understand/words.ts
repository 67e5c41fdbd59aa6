import { numberAt, togetherCount } from './number-words.ts'
import { PHRASES } from './phrases.ts'
import { FILLERS, SLANG } from './slang.ts'
import { placesAt } from './lead/place-names.ts'

/** One word of a message: as written, and as meant. */
export type Word = {
  raw: string
  /** What readers match; empty for words that say nothing. May be several words. */
  plain: string
  /** Where it stands in the message. */
  from: number
  to: number
  /** Where its plain form stands in `Words.plain`. */
  at: number
  /** The place it names, if it names one. */
  place?: { name: string; town: boolean; alsoWord: boolean }
}

/**
 * A message made plain: lower case, short forms written out, numbers in digits, one space
 * between words; `,` `.` `?` are pauses, `§` stands for a place.
 */
export type Words = { text: string; words: Word[]; plain: string }

export const PLACE = '§'

/** Longer messages are pasted, and say what they say at the beginning. */
const LONGEST = 4_000

export function readWords(written: string): Words {
  const text = written.slice(0, LONGEST).normalize('NFKC')
  const split = splitWords(text)
  const words = mergePhrases(mergeNumbers(markPlaces(split).map(normalise)))
  let plain = ''
  for (const word of words) {
    if (word.plain === '') continue
    if (plain !== '') plain += ' '
    word.at = plain.length
    plain += word.plain
  }
  return { text, words, plain }
}

/** The words of the message, as written, behind a stretch of `plain`. */
export function asWritten({ text, words }: Words, from: number, to: number): string {
  const inside = words.filter(({ plain, at }) => plain !== '' && at >= from && at < to)
  const [first] = inside
  const last = inside.at(-1)
  return first && last ? text.slice(first.from, last.to) : ''
}

const PIECES =
  /https?:\/\/\S+|(?!RP|IDR)[A-Z]{2,}\d{1,4}[A-Z]\b|\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d{2}(?!\d)|\d+(?:[.,]\d+)*(?:,-+)?|[\p{L}\p{M}]+(?:['’‘`´-][\p{L}\p{M}]+)*|\n|[^\s]/gu
const PAUSES: Record<string, string> = {
  '\n': '.',
  '!': '.',
  ';': '.',
  '…': ',',
  '—': ',',
  '–': '-',
  '−': '-',
  '~': '-',
  '&': 'dan',
  '±': 'sekitar',
  '[': '(',
  ']': ')',
}
const KEPT = new Set([',', '.', '?', '(', ')', ':', '/', '-', '+', '<', '>', '@', '%'])

function splitWords(text: string): Word[] {
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
  if (!/^\p{L}/u.test(raw) || slang.has(plain) || parts[0] === parts[1]) return [raw]
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

function markPlaces(words: Word[]): Word[] {
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

function normalise(word: Word, index: number, all: Word[]): Word {
  const { plain } = word
  if (plain === PLACE) return word
  if (PAUSES[word.raw] !== undefined) return { ...word, plain: PAUSES[word.raw] ?? '' }
  if (/^[\d]/.test(plain) || KEPT.has(plain))
    return { ...word, plain: doubled(word, all[index - 1]) }
  if (!/\p{L}/u.test(plain) || plain.startsWith('http')) return { ...word, plain: '' }
  if (fillers.has(plain)) return { ...word, plain: '' }
  const [half = '', other] = plain.split('-')
  return { ...word, plain: half === other ? twice(meant(half)) : meant(plain) }
}

/** The 2 of "anak2" and "kira2" says the word twice; the one of "ber2" and "isi2" counts. */
function doubled(word: Word, before: Word | undefined) {
  if (word.plain !== '2' || before?.to !== word.from) return word.plain
  return /^(ber|isi|ke|tgl|bln|rp|x|dewasa|u|h)$/.test(before.plain) || before.plain.length < 3
    ? '2'
    : '*2'
}

/** What a word means: by the table, else without the endings that change nothing. */
function meant(plain: string): string {
  const known = slang.get(plain)
  if (known !== undefined) return known
  const bare =
    /^(\p{L}{3,}?)(?:nya|nye|ny)$/u.exec(plain)?.[1] ??
    /^(apa|ada|berapa|bisa|boleh|sudah|kapan|benar|betul|tidak|iya|siap|cukup|oke|udah|saya)[kl]ah$/.exec(
      plain,
    )?.[1]
  if (bare !== undefined && !KEEPS_ENDING.has(plain)) return slang.get(bare) ?? bare
  const theirs = /^(\p{L}{3,})na$/u.exec(plain)?.[1]
  if (theirs !== undefined && OWNED.has(slang.get(theirs) ?? theirs))
    return slang.get(theirs) ?? theirs
  const mine = /^(\p{L}{3,})ku$/u.exec(plain)?.[1]
  const owned = mine === undefined ? undefined : (slang.get(mine) ?? mine)
  return owned !== undefined && OWNED.has(owned) ? `${owned} saya` : plain
}

const KEEPS_ENDING = new Set(['bertanya', 'hanya', 'biasanya', 'sebetulnya', 'nanya'])
const OWNED = new Set(
  'istri suami pasangan anak ayah ibu adik kakak saudara orangtua mertua keluarga paspor teman sepupu cucu om tante nenek kakek budget dana nama sahabat keponakan menantu rumah'.split(
    ' ',
  ),
)

function mergeNumbers(words: Word[]): Word[] {
  const plains = words.map(({ plain }) => plain)
  const merged: Word[] = []
  for (let at = 0; at < words.length;) {
    const word = words[at] as Word
    const together = togetherAt(plains, at)
    const number = together ?? countAt(plains, at)
    if (number === undefined) {
      const before = merged.at(-1)
      if (word.plain !== '*2') merged.push(word)
      else if (before) merged.splice(-1, 1, { ...before, plain: twice(before.plain), to: word.to })
      at += 1
      continue
    }
    const last = words[at + number.words - 1] as Word
    merged.push({ ...word, plain: number.plain, to: last.to })
    at += number.words
  }
  return merged
}

/** A plural where it matters; elsewhere saying it twice adds nothing. */
function twice(plain: string) {
  return OWNED.has(plain) || plain === 'orang' ? `${plain}-${plain}` : plain
}

function togetherAt(plains: string[], at: number) {
  const word = plains[at] ?? ''
  const count = togetherCount(word)
  if (count !== undefined) return { plain: `ber${count}`, words: 1 }
  if (word !== 'ber') return undefined
  const dash = plains[at + 1] === '-' ? 1 : 0
  const digits = plains[at + 1 + dash] ?? ''
  const spelled = numberAt(plains, at + 1 + dash)
  if (spelled) return { plain: `ber${spelled.value}`, words: 1 + dash + spelled.words }
  return /^\d{1,3}$/.test(digits) ? { plain: `ber${digits}`, words: 2 + dash } : undefined
}

function countAt(plains: string[], at: number) {
  const word = plains[at] ?? ''
  const short = /^se(juta|ribu)(an)?$/.exec(word)
  if (short) return { plain: `1 ${short[1]}${short[2] ?? ''}`, words: 1 }
  // In high Javanese "kalih" is two, and also "with".
  if (word === 'kalih' && /^(pun|istri|suami|pasangan|ibu|ayah|anak)/.test(plains[at + 1] ?? '')) {
    return { plain: 'dengan', words: 1 }
  }
  const number = numberAt(plains, at)
  if (!number) return decimalAt(plains, at)
  const { value, words, vague } = number
  const tail = plains[at + words] === 'koma' ? numberAt(plains, at + words + 1) : undefined
  if (tail) return { plain: `${value},${tail.value}`, words: words + 1 + tail.words }
  return { plain: vague ? `${value} an` : String(value), words }
}

/** "28 koma 5". */
function decimalAt(plains: string[], at: number) {
  const [whole = '', comma, part = ''] = plains.slice(at, at + 3)
  const tail = numberAt(plains, at + 2)?.value ?? part
  if (!/^\d{1,3}$/.test(whole) || comma !== 'koma' || !/^\d$/.test(String(tail))) return undefined
  return { plain: `${whole},${tail}`, words: 3 }
}

function mergePhrases(words: Word[]): Word[] {
  const merged: Word[] = []
  const spoken = words.filter(({ plain }) => plain !== '')
  for (let at = 0; at < spoken.length;) {
    const word = spoken[at] as Word
    const phrase = phrases
      .get(word.plain)
      ?.find(({ parts }) => parts.every((part, offset) => spoken[at + offset]?.plain === part))
    const length = phrase?.parts.length ?? 1
    const last = spoken[at + length - 1] as Word
    merged.push(phrase ? { ...word, plain: phrase.meant, to: last.to } : word)
    at += length
  }
  return merged
}

const slang = new Map<string, string>()
for (const line of SLANG.trim().split('\n')) {
  const [meaning = '', forms = ''] = line.split(': ')
  for (const form of forms.split(' ')) slang.set(form, meaning)
}
const fillers = new Set(FILLERS.trim().split(/\s+/))

/** By first word, longest first. */
const phrases = new Map<string, { parts: string[]; meant: string }[]>()
for (const line of PHRASES.trim().split('\n')) {
  const [form = '', meaning = ''] = line.split(' = ')
  const parts = form.split(' ')
  const [first = ''] = parts
  const same = phrases.get(first) ?? []
  phrases.set(
    first,
    [...same, { parts, meant: meaning }].toSorted((a, b) => b.parts.length - a.parts.length),
  )
}
