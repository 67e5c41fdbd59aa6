import { isCommonWord, isListedWord } from './common-words.ts'
import type { Reading } from './reading.ts'
import { PLACE, type Word } from '../word.ts'
import { oneOf } from './patterns.ts'

const TITLE = new RegExp(
  String.raw`^${oneOf`
  bapak|bpk|bp|pak|bu|ibu|ibuk|h|hj|haji|hajah|hajjah|kh|kyai|ust|ustad|ustadz|ustadzah|dr|drs
  dra|ir|prof|mas|mbak|mba|kak|kakak|bang|abang|om|tante|teh|teteh|kang|abah|bunda|umi|ummi|mr
  mrs|ms|neng|gus|ning|uda|uni|cak|akang|pt|cv|yayasan
`}$`,
)
const STRONG = new RegExp(
  String.raw`(?:^|[ ,.])${oneOf`
  nama(?: (?:saya|lengkap|panggilan|lengkap saya|adalah|:|is|-|panggil|jamaah|itu))*
  (?:perkenalkan|kenalkan|kenalin)(?: (?:nama|saya|,))*|panggil(?: (?:saja|saya))*
  atas nama(?: :)?|a / n|my nama is
`}$`,
)
/** "saya Rina", "ini Budi", "dengan Bu Sri": a name may follow, and much else. */
const WEAK = new RegExp(
  String.raw`(?:^|[ ,.])${oneOf`
  saya(?: ini)?|(?:ini |disini )?(?:dengan|dgn)|ini(?: (?:dengan|saya|is))*
  saya (?:dengan|nama)
`}$`,
)
const NOT_NAMED = /\b(?:bukan|dari|kata|istri|suami|anak|adik|kakak|ibu|ayah)$/
const GLUE = /^(?:bin|binti|al|el|abdul|siti|muh|muhammad|moh|m|nur|sri|as|an)$/
const MOST_WORDS = 3

/** The writer's own name, without titles. */
export function readName(reading: Reading): string | undefined {
  const { words, plain } = reading.words
  for (const [index, word] of words.entries()) {
    if (word.plain === '' || reading.plain[word.at] === '_') continue
    const left = plain.slice(0, word.at).trimEnd()
    const head = left === '' && TITLE.test(word.raw.toLowerCase())
    const strong = STRONG.test(left)
    if (!strong && !head && (!WEAK.test(left) || NOT_NAMED.test(left))) continue
    const name = nameFrom(words, index, { trust: strong ? 'strong' : 'weak', head })
    if (name) return name
  }
  return reading.asked.has('name') ? bareName(words) : nameHere(words)
}

type Trust = { trust: 'strong' | 'weak'; head: boolean }

/** "Bu Yuli dari Metro" at the head is the writer only where his place or wish follows. */
function nameFrom(words: Word[], start: number, { trust, head }: Trust): string | undefined {
  const { titled, at } = skipTitles(words, start)
  const parts = nameParts(words, at, trust)
  if (parts.length === 0) return undefined
  const next = words[at + parts.length]
  if (head && !/^(?:dari|asal|§)$/.test(next?.plain ?? '')) return undefined
  if (trust === 'strong' || titled) return spelled(parts)

  const shouted = words.every(({ raw }) => raw === raw.toUpperCase())
  const capital = CAPITAL.test(parts[0] ?? '') && !shouted
  const ends = endsName(next, words[at + parts.length + 1])
  // "dengan Rina" may be whom he goes with: only what follows can tell.
  const company = words[start - 1]?.plain === 'dengan'
  return ends || (capital && !company) ? spelled(parts) : undefined
}

const CAPITAL = /^\p{Lu}\p{Ll}/u
const NAME_LIKE = /^[\p{L}'’.-]{2,}$|^\p{Lu}$/u

/** The words from `at` on that can be parts of one name. */
function nameParts(words: Word[], at: number, trust: Trust['trust']): string[] {
  const parts: string[] = []
  for (const word of words.slice(at, at + MOST_WORDS)) {
    if (TITLE.test(word.raw.toLowerCase()) || !NAME_LIKE.test(word.raw)) break
    const first = parts.length === 0
    if (isKnown(words, word, { first, trust }) || !(first || goesOn(parts, word))) break
    parts.push(word.raw)
  }
  return parts
}

function isKnown(
  words: Word[],
  word: Word,
  { first, trust }: { first: boolean; trust: Trust['trust'] },
) {
  const capital = CAPITAL.test(word.raw)
  const strong = trust === 'strong'
  if (word.plain === PLACE) return !(first && capital && strong)
  if (!(capital || strong ? isListedWord : isCommonWord)(word.plain)) return false
  // "Putri", "Mega": some names are words; a capital in the middle of a line tells.
  const mixed = words.some(({ raw }) => CAPITAL.test(raw)) && !CAPITAL.test(words[0]?.raw ?? '')
  return !(capital && mixed && first && NAMES_TOO.test(word.raw.toLowerCase()))
}

function isShouted(part: string) {
  return part === part.toUpperCase()
}

/** A second name is written as the first was: both with a capital, both shouted, both small. */
function goesOn(parts: string[], { raw }: Word) {
  if (CAPITAL.test(raw) || GLUE.test(raw)) return true
  return (isShouted(raw) && parts.every(isShouted)) || !parts.some((part) => /^\p{Lu}/u.test(part))
}

const NAMES_TOO = new RegExp(
  String.raw`^${oneOf`
  putri|putra|adi|ade|ayu|indah|cahaya|wahyu|bima|agam|rama|budi|dewi|sari|hadi|jaya|mulia
  fitri|ramadhan|syawal|rajab|mei|melati|mawar|intan|mega|surya|bulan|bintang|nyoman|dani|dian
  tri|eka|dwi|januar|agus|novi|okta|septi|aprilia|april|juni|juli|desi|febri|wulan
`}$`,
)

/** What follows a name that stands in lower case: where he lives, what he wants. */
function endsName(word: Word | undefined, next: Word | undefined): boolean {
  if (word?.plain === ',') return endsName(next, undefined)
  return word !== undefined && (AFTER_NAME.test(word.plain) || word.place !== undefined)
}
const AFTER_NAME = new RegExp(
  String.raw`^${oneOf`
  dari|di|asal|domisili|tinggal|umur|usia|mau|tanya|berminat|tertarik|minta|mohon|tolong|salam
  §|\(
`}$`,
)

function skipTitles(words: Word[], start: number) {
  let at = start
  let titled = false
  for (;;) {
    const word = words[at]
    if (!word) break
    const more = words[at + 1]
    if (TITLE.test(word.raw.toLowerCase()) && more !== undefined) titled = true
    else if (!(titled && word.raw === '.') && word.plain !== '' && word.plain !== ':') break
    at += 1
  }
  return { titled, at }
}

/** "Ahmad here". */
function nameHere(words: Word[]): string | undefined {
  const here = words.findIndex(({ raw }) => raw.toLowerCase() === 'here')
  const { raw = '', plain = '' } = words[here - 1] ?? {}
  return /^\p{Lu}\p{Ll}+$/u.test(raw) && !isCommonWord(plain) ? raw : undefined
}

/** An answer to our question: what is left when titles and politeness are gone. */
function bareName(words: Word[]): string | undefined {
  const start = words.findIndex(
    ({ plain, raw }) =>
      plain !== '' &&
      !TITLE.test(raw.toLowerCase()) &&
      !new RegExp(
        String.raw`^${oneOf`
  dengan|saya|ini|panggil|saja|oh|iya|halo|assalamualaikum|waalaikumsalam|nama|:|,|\.
`}$`,
      ).test(plain),
  )
  const parts: string[] = []
  for (const word of words.slice(Math.max(start, 0))) {
    const capital = /^\p{Lu}\p{Ll}/u.test(word.raw)
    if (!/^[\p{L}'’-]{2,}$|^\p{Lu}$/u.test(word.raw) || parts.length >= MOST_WORDS) break
    if (word.plain === PLACE) break
    if (isCommonWord(word.plain) && !(capital || NAMES_TOO.test(word.raw.toLowerCase()))) break
    if (TITLE.test(word.raw.toLowerCase())) break
    parts.push(word.raw)
  }
  return start === -1 || parts.length === 0 ? undefined : spelled(parts)
}

function spelled(parts: string[]) {
  return parts
    .map((part) =>
      part === part.toLowerCase() || part === part.toUpperCase()
        ? part.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
        : part,
    )
    .join(' ')
}
