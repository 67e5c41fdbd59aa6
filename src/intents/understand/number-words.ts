/** Number words of the archipelago and English, up to the hundreds; scales (ribu, juta) stay words. */
const UNITS = read(`
1: satu se siji setunggal hiji ciek one esa setong sada
2: dua due loro kalih duo duwa rong two due dueh duak
3: tiga tige telu tigo tilu telung three tolu tige tello
4: empat papat sekawan opat ampek ampat patang four ampe empek pat
5: lima lime limo gangsal limang five lema
6: enam enem nem genep anam onom six ennem
7: tujuh tujoh pitu tujuah pitung seven petto
8: delapan dalapan lapan wolu wolung eight walu
9: sembilan songo sanga sangang sambilan nine semilan
`)
const WHOLE = read(`
10: sepuluh sedoso sedasa sapuluh sapuluah ten sepolo
11: sebelas sewelas sabelas sabaleh eleven
12: twelve rolas
13: thirteen
14: fourteen
15: fifteen limolas
16: sixteen
17: seventeen
18: eighteen
19: nineteen
25: selawe
50: seket
60: sewidak
100: seratus satus saratus
`)
const TENS = read(`
20: twenty rongpuluh
30: thirty telungpuluh
40: forty fourty
50: fifty
60: sixty
70: seventy
80: eighty
90: ninety
`)
const TEN_WORD = /^(puluh|puluah|poloh)$/
const TEENS_WORD = /^(belas|baleh|welas|las)$/
const HUNDRED_WORD = /^(ratus|atus|hundred|ratuih)$/

export type NumberFound = { value: number; words: number; vague: boolean }

/**
 * The number that begins at `at`: "tiga puluh lima" is 35 of three words. `vague` where the
 * person rounds: "tiga puluhan". Digits count as words, so that "2 puluh" is 20.
 */
export function numberAt(words: readonly string[], at: number): NumberFound | undefined {
  const word = words[at] ?? ''
  const whole = WHOLE.get(word)
  if (whole === 100) return withRest(words, at, { value: 100, words: 1 })
  if (whole !== undefined) return { value: whole, words: 1, vague: false }
  const tens = TENS.get(word)
  if (tens !== undefined) return withUnit(words, at, { value: tens, words: 1, vague: false })
  const unit = unitOf(word)
  if (unit === undefined) return undefined

  const next = words[at + 1] ?? ''
  if (TEENS_WORD.test(next)) return { value: 10 + unit, words: 2, vague: false }
  if (next === 'puluhan') return { value: unit * 10, words: 2, vague: true }
  if (TEN_WORD.test(next)) {
    return withUnit(words, at, { value: unit * 10, words: 2, vague: false })
  }
  if (HUNDRED_WORD.test(next)) return withRest(words, at, { value: unit * 100, words: 2 })
  // "dua lima juta": said digit by digit. Two units before anything else are a guess, not a number.
  const second = UNITS.get(next)
  if (second !== undefined && UNITS.has(word) && words[at + 2] === 'juta') {
    return { value: unit * 10 + second, words: 2, vague: false }
  }
  return UNITS.has(word) && word !== 'se' ? { value: unit, words: 1, vague: false } : undefined
}

/** "berdua", "batigo", "duaan": how many go together. */
export function togetherCount(word: string): number | undefined {
  const bare =
    /^ber?-?([a-z]+?)(?:an)?$/.exec(word)?.[1] ??
    /^ba(r?[a-z]+)$/.exec(word)?.[1] ??
    /^([a-z]+?)an$/.exec(word)?.[1]
  if (bare === undefined || word === 'satuan') return undefined
  const value = UNITS.get(bare) ?? UNITS.get(bare.replace(/^r/, '')) ?? WHOLE.get(bare)
  return value === undefined || value === 1 ? undefined : value
}

function unitOf(word: string) {
  const unit = UNITS.get(word)
  return unit ?? (/^[2-9]$/.test(word) ? Number(word) : undefined)
}

function withUnit(words: readonly string[], at: number, found: NumberFound): NumberFound {
  let next = at + found.words
  if (words[next] === '-') next += 1
  const unit = UNITS.get(words[next] ?? '')
  return unit === undefined
    ? found
    : { value: found.value + unit, words: next + 1 - at, vague: false }
}

function withRest(
  words: readonly string[],
  at: number,
  found: { value: number; words: number },
): NumberFound {
  const rest = numberAt(words, at + found.words)
  return rest && rest.value < 100
    ? { value: found.value + rest.value, words: found.words + rest.words, vague: rest.vague }
    : { ...found, vague: false }
}

function read(table: string): ReadonlyMap<string, number> {
  const entries = table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [value = '', names = ''] = line.split(': ')
      return names.split(' ').map((name): [string, number] => [name, Number(value)])
    })
  return new Map(entries)
}
