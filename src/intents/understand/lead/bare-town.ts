import type { Word } from '../word.ts'
import { asWritten } from '../words.ts'
import { isCommonWord } from './common-words.ts'
import { readIntent } from './intent.ts'
import { oneOf } from './patterns.ts'
import { misspeltPlace } from './place-names.ts'
import { bareAnswer, type Reading } from './reading.ts'

const MOST_WORDS = 3

/**
 * The town no list has, of somebody who was asked for his: "Tayu kak", "kec. Sumber Lawang, Jawa
 * Tengah". Only where a clause is nothing but a name: "ayam goreng aja" is no town.
 */
export function bareTown({ words, plain }: Reading): string | undefined {
  for (const clause of clausesOf(words.words)) {
    const said = clause.filter((word) => bareAnswer(word.plain) !== '' && !BEFORE.test(word.plain))
    const end = said.findIndex(isWider)
    const name = end === -1 ? said : said.slice(0, end)
    const rest = end === -1 ? [] : said.slice(end)
    const [first, second] = name
    const last = name.at(-1)
    if (!first || !last || name.length > MOST_WORDS || plain[first.at] === '_') continue
    if (!name.every(isNameLike)) continue
    if (!rest.every(isWider)) continue
    const near = second ? undefined : misspeltPlace(first.raw.toLowerCase())
    return near ?? asWritten(words, first.at, last.at + last.plain.length)
  }
  return undefined
}

const BEFORE = new RegExp(
  String.raw`^${oneOf`
  kec|kecamatan|kab|kabupaten|kota|desa|ds|kel|kelurahan|daerah|wilayah|dari|asal|domisili|from|:
`}$`,
)
const REGION = new RegExp(
  String.raw`^${oneOf`
  jawa|jateng|jatim|jabar|banten|sumatera|sumatra|sumut|sumbar|sumsel|kalimantan|kalbar|kalsel
  kaltim|kalteng|sulawesi|sulsel|sulteng|papua|maluku|ntb|ntt|indonesia|barat|timur|tengah|utara
  selatan|tenggara
`}$`,
)

/** The regency, the province: what people put behind their town. */
function isWider({ raw, place }: Word) {
  return place !== undefined || REGION.test(raw.toLowerCase())
}

/** Letters that can be said, and no word of every day. */
function isNameLike({ raw, plain }: Word) {
  const isSayable = /^\p{L}{3,}$/u.test(raw) && /[aiueo]/i.test(raw) && !isMashed(raw)
  return isSayable && !isCommonWord(plain) && readIntent(plain) === 'other'
}

/** A hand on the keys: no name here has so many consonants in a row. "ng" and "ny" are one. */
function isMashed(raw: string) {
  return /q(?!u)|[^aiueo]{4}|[^aiueo]{3}$|wkwk/.test(raw.toLowerCase().replace(/n[gy]/g, 'n'))
}

/** Stretches between pauses; one that is a question is nobody's answer. */
function clausesOf(words: readonly Word[]) {
  const clauses: Word[][] = [[]]
  for (const word of words) {
    if (word.plain === '') continue
    if (word.plain === '?') clauses.pop()
    if (/^[,.?]$|^tapi$/.test(word.plain)) clauses.push([])
    else clauses.at(-1)?.push(word)
  }
  return clauses
}
