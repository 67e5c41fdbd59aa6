import { saySpeed } from '../wording/say-line.ts'

/** "berapa harganya?" answers nothing: it wants an answer itself. */
export function asksBack(text: string): boolean {
  return text.includes('?') || QUESTION.test(text.trim()) || ABOUT_PRICE.test(text)
}

const QUESTION =
  /^(?:berapa\w*|brp|apa|apakah|kapan|gimana|gmn|bagaimana|kenapa|bisakah|how|what|when|why)\b/i
const ABOUT_PRICE = /\b(?:harga\w*|tarif\w*|biaya\w*|prices?|cost)\b/i

/** A name as people write one; undefined where the words are something else. */
export function readName(text: string): string | undefined {
  const name = text.trim().replace(INTRODUCED, '').replace(/\s+/g, ' ')
  const isName =
    /^\p{L}[\p{L}\p{M}\s.,'’-]*$/u.test(name) &&
    name.split(' ').length <= 5 &&
    !asksBack(name) &&
    !NO_NAME.test(name)
  return isName ? name : undefined
}

const INTRODUCED = /^(?:atas nama|nama(?: saya)?|saya|a\.?n\.?|my name is|i am)[\s:]+/i
const NO_NAME =
  /\b(?:paket\w*|packages?|mbps|mb|promo|gratis|wifi|internet|pasang|daftar|mahal|murah|skip|lewati)\b/i

type Named = { code: string; name: string; price_rupiah: number; rate_limit: string | null }

/** The packages some words may mean: by code or name, or else those most of the words fit. */
export function pickPackages<One extends Named>(text: string, offered: readonly One[]): One[] {
  const said = text.trim().toLowerCase()
  const whole = offered.filter(
    ({ code, name }) => code.toLowerCase() === said || name.toLowerCase() === said,
  )
  if (whole.length > 0) return whole
  if (asksBack(said)) return []
  const thousands = /(\d+) ?(?:rb|ribu|k)\b/.exec(said)?.[1]
  if (thousands) return offered.filter((one) => one.price_rupiah === Number(thousands) * 1000)
  const wanted = partsOf(said).filter((part) => !UNITS.has(part))
  const scored = offered.map((one) => {
    const speed = saySpeed(one.rate_limit, 'id')
    const parts = new Set(partsOf(`${one.code} ${one.name} ${speed}`))
    return { one, score: wanted.filter((part) => parts.has(part)).length }
  })
  const most = Math.max(0, ...scored.map(({ score }) => score))
  return most === 0 ? [] : scored.filter(({ score }) => score === most).map(({ one }) => one)
}

/** Every package has these. */
const UNITS = new Set(['mbps', 'mb', 'm', 'paket', 'yang'])

function partsOf(text: string) {
  return text.toLowerCase().match(/\d+|\p{L}+/gu) ?? []
}
