import { readWords } from './words.ts'

/** A number as written: `2`, `2,5`, `1.500.000`. */
export const NUMBER = String.raw`\d+(?:[.,]\d+)*`
export const SCALE = 'jutaan|juta|ribuan|ribu|miliar|m|k'

const SCALED = new RegExp(
  `^(?:(?<half>setengah)|(?<number>${NUMBER})(?<plusHalf> setengah)?) (?<scale>${SCALE})` +
    String.raw`(?<halfMore> setengah)?(?: (?:(?<hundreds>\d{3})|(?<more>\d{1,3}) ribu))?$`,
)

/**
 * Whole rupiah of an amount as people write it: `2,5jt`, `2jt500`, `500rb`, `setengah juta`,
 * `Rp 1.500.000,-`, `dua juta lima ratus ribu`. Undefined where two readings are possible
 * (`1.500` alone, `1.605 jt`) or nothing of the kind is there: then the person is asked again.
 */
export function readMoney(text: string): number | undefined {
  const said = readWords(text.trim().replace(/,\s*-+$/, '')).plain
  const plain = said.replace(/^rupiah (?:[.:] )?/, '').replace(/ rupiah$/, '')
  const written = new RegExp(`^${NUMBER}$`).test(plain)
  if (written) return rupiahWritten(plain, { named: said !== plain })

  const parts = SCALED.exec(plain)?.groups
  if (!parts?.scale || parts.scale.endsWith('an')) return undefined
  const halves = [parts.half, parts.plusHalf, parts.halfMore].filter(Boolean).length
  const main = parts.half ? 0 : rupiahOf(parts.number ?? '', parts.scale)
  if (main === undefined || halves > 1) return undefined
  const more = parts.hundreds ?? parts.more
  // "2 juta 500" leaves out the "ribu"; "500 ribu 200" would be anybody's guess.
  if (more !== undefined && (!/^(juta)$/.test(parts.scale) || halves > 0)) return undefined
  return main + (halves * factorOf(parts.scale)) / 2 + Number(more ?? 0) * 1000
}

/** A number with its scale, in whole rupiah: (`2,5`, `juta`). */
export function rupiahOf(number: string, scale: string): number | undefined {
  // "1.605 juta" may be 1.6 million or 1.6 billion.
  if (!/^\d+(?:[.,]\d+)?$/.test(number) || /\.\d{3}$/.test(number)) return undefined
  const rupiah = Number(number.replace(',', '.')) * factorOf(scale)
  return Math.abs(rupiah - Math.round(rupiah)) < 1e-3 && rupiah < Number.MAX_SAFE_INTEGER
    ? Math.round(rupiah)
    : undefined
}

/** A number written out: `1.500.000`, `1500000`; one group of three is sure only behind Rp. */
export function rupiahWritten(number: string, { named }: { named: boolean }): number | undefined {
  const whole = number.replace(/[.,]00$/, '')
  const groups = /^\d{1,3}((?:\.\d{3})+|(?:,\d{3})+)$/.exec(whole)?.[1]
  if (groups === undefined) return /^\d{1,15}$/.test(whole) ? Number(whole) : undefined
  return groups.length > 4 || named ? Number(whole.replace(/[.,]/g, '')) : undefined
}

function factorOf(scale: string) {
  if (/^(ribu|k)/.test(scale)) return 1e3
  return scale.startsWith('juta') ? 1e6 : 1e9
}
