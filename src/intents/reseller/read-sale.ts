import { type Phone, readPhone } from '../../domain/people/phone.ts'
import { numberAt } from '../understand/number-words.ts'

export type SaleSaid = {
  /** What is left once the number of the buyer is taken out, word by word. */
  words: string[]
  phone: Phone | null
  /** Meant as a phone number, and none. */
  badPhone: string | undefined
}

/** "1 harian 0812-3456-7890", "mingguan 3 ke +62 812 3456 7890", "harian". */
export function readSale(text: string): SaleSaid {
  const said = text.trim().split(/\s+/).filter(Boolean)
  const found = said.findIndex((word) => looksLikePhone(word) && readPhone(word) !== undefined)
  const country = /^\+?62$/.test(said[found - 1] ?? '') ? 1 : 0
  const [from, to] = found >= 0 ? [found - country, found + 1] : spacedPhone(said)
  const written = said.slice(from, to).join('')
  const phone = readPhone(written) ?? null
  const words = [...said.slice(0, from), ...said.slice(to)]
    .map((word) => word.replace(/[,;:]+$/, ''))
    .filter((word) => word !== '' && !FILLER.test(word))
  const badPhone = phone ? undefined : (words.find(looksLikePhone) ?? (written || undefined))
  return { words, phone, badPhone }
}

const FILLER =
  /^(?:ke|utk|untuk|buat|to|for|paket|voucher|vcr|hotspot|pcs|biji|buah|lembar|nomor|no|hp|wa|dong|ya|x)$/i

/** More digits than anybody sells at once, or begun as numbers are. */
function looksLikePhone(word: string) {
  return /^\+?\d[\d().-]{4,}$/.test(word) || /^(?:\+\d|0\d)[\d().-]*$/.test(word)
}

/** A number written with spaces: where it begins and ends. */
function spacedPhone(words: string[]): [number, number] {
  const from = words.findIndex((word) => /^(?:\+\d|0\d|62$|628)/.test(word))
  if (from < 0) return [0, 0]
  const rest = words.slice(from)
  const digits = rest.findIndex((word) => !/^\+?[\d().-]+$/.test(word))
  for (let to = digits < 0 ? words.length : from + digits; to > from; to -= 1) {
    if (readPhone(words.slice(from, to).join(''))) return [from, to]
  }
  return [from, from + 1]
}

type Named = { code: string; name: string }

/**
 * Which package, and how many: the words are a package's name whole, or one of them is how many.
 * `package` undefined: none fits, or several do.
 */
export function readWish<One extends Named>(
  offered: One[],
  words: string[],
): { package: One | undefined; quantity: number; name: string } {
  const whole = findPackage(offered, words.join(' '))
  if (whole) return { package: whole, quantity: 1, name: words.join(' ') }
  const counts = words.flatMap((word, place) => {
    const quantity = countIn(word)
    return quantity === undefined ? [] : [{ quantity, rest: words.filter((_, at) => at !== place) }]
  })
  for (const { quantity, rest } of counts) {
    const found = findPackage(offered, rest.join(' '))
    if (found) return { package: found, quantity, name: rest.join(' ') }
  }
  const [first] = counts
  return {
    package: undefined,
    quantity: first?.quantity ?? 1,
    name: (first?.rest ?? words).join(' '),
  }
}

function countIn(word: string): number | undefined {
  const digits = /^x?(\d{1,4})x?$/i.exec(word)?.[1]
  const count = digits === undefined ? numberAt([word.toLowerCase()], 0)?.value : Number(digits)
  return count !== undefined && count > 0 ? count : undefined
}

const SPANS: [RegExp, string][] = [
  [/^(?:1 )?(?:hari|sehari|day|daily)$/, 'harian'],
  [/^(?:1 )?(?:minggu|seminggu|week|weekly)$/, 'mingguan'],
  [/^(?:1 )?(?:bulan|sebulan|month|monthly)$/, 'bulanan'],
]

/** By its code or its name, as people write them. */
function findPackage<One extends Named>(offered: One[], typed: string): One | undefined {
  const said = typed.trim().toLowerCase()
  if (said === '') return undefined
  const meant = SPANS.find(([pattern]) => pattern.test(said))?.[1]
  return (
    offered.find(({ code }) => code.toLowerCase() === said) ??
    offered.find(({ name }) => name.toLowerCase() === said) ??
    only(offered.filter(({ name }) => name.toLowerCase().includes(said))) ??
    (meant === undefined ? undefined : findPackage(offered, meant))
  )
}

function only<One>(found: One[]): One | undefined {
  return found.length === 1 ? found[0] : undefined
}
