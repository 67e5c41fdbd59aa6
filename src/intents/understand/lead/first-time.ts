import type { Reading } from './reading.ts'
import { oneOf, anyWord } from './patterns.ts'

const THERE =
  '(?:umroh|haji|ke (?:tanah suci|mekkah|baitullah|sana|saudi|arab|haramain)|naik haji|ibadah umroh|berangkat)'
const NEVER = new RegExp(
  String.raw`\bbelum(?: (?:ada|sama-sekali|satupun|seorang|yang|pun|juga))* pernah(?: (?:sama-sekali|ke|ibadah|ikut))*(?= ${THERE}| [,.?]| semua| kak|$)|\bbelum pernah [^.]*apalagi umroh|\bnever (?:been|done)`,
)
const FIRST = anyWord`
  (?:umroh|kali|ini|yang|berangkat|perjalanan) pertama|pertama kali|baru pertama|perdana
  pertama(?= (?:saya |kami )?umroh)|pertama timer|pemula|newbie|kali ke ?1
`
const AGAIN = [
  new RegExp(
    String.raw`\b(?:sudah|pernah) (?:pernah )?(?:\d+ kali |beberapa kali |sering )?${THERE}`,
  ),
  /\bumroh \d+ kali\b|\b(?:sudah|pernah) (?:\d+ kali|beberapa kali|sering|berkali-kali)\b/,
  /\bumroh (?:yang )?(?:kedua|ketiga|ke ?-? ?[2-9]|lagi)\b/,
  new RegExp(
    oneOf`
  \b(?:yang|ini) (?:sudah )?(?:yang )?(?:kedua|ketiga|ke ?-? ?[2-9]) kali\b
  \bsudah pernah(?= [,.?]|$| semua)
`,
  ),
  /\b(?:kedua|ketiga|[2-9]) kali umroh\b|\b(?:balik|kembali|umroh) lagi\b/,
  /\bsudah been\b|\bsudah (?:\w+ )?\d+ kali\b/,
  /\b(?:alumni (?:sini|umroh)|jamaah (?:lama|setia))\b/,
  new RegExp(
    oneOf`
  \bumroh terakhir\b|\bterakhir (?:kali )?umroh\b
  \b(?:dulu|tahun lalu|kemarin) (?:saya |kami )?(?:sudah |pernah )?umroh\b
`,
  ),
  /\bumroh (?:tahun )?(?:lalu|kemarin|20[01]\d|202[0-5])\b/,
]
const SOMEBODY = oneOf`
  saya|kami|semua|istri|suami|ibu|ayah|anak|anak-anak|adik|kakak|teman|mertua|orangtua|nenek
  kakek|tetangga|saudara
`
const STATUS = new RegExp(
  String.raw`\b(?<who>${SOMEBODY})(?: (?:saya|juga|sendiri|ber2|semua|yang|memang|baru))*` +
    String.raw` (?<said>sudah|belum|pernah|baru)\b`,
  'g',
)

/** Whether this is the first umroh of those who go; mixed parties say nothing. */
export function readFirstTime({ words, asked }: Reading): boolean | 'unclear' | undefined {
  // Earlier trips are what this is about, so nothing is blanked out.
  const text = words.plain
  const never = NEVER.test(text) || FIRST.test(text)
  const rest = text.replace(NEVER, ' ')
  const again = AGAIN.some((pattern) => pattern.test(rest))
  if (!never && !again && asked.has('first_time')) {
    if (/^(?:iya )?(?:, )?(?:sudah|pernah)\b(?!.*\bbelum\b)/.test(text)) return false
    if (/^belum\b(?!.*\bsudah\b)/.test(text)) return true
    if (/\b(?:kedua|ketiga|keempat|ke [2-9])\b/.test(text)) return false
  }
  if (!never && !again) {
    return asked.has('first_time') && /\bbelum\b.*\bsudah\b|\bsudah\b.*\bbelum\b/.test(text)
      ? 'unclear'
      : undefined
  }
  const umrohAgain =
    again && !(/\bhaji\b/.test(rest) && !/\b(?:sudah|pernah)[^,.]* umroh\b/.test(rest))
  if (never && umrohAgain) return 'unclear'
  return isMixed(text) ? 'unclear' : never
}

/** "saya sudah, istri belum", or only of somebody else. */
function isMixed(text: string) {
  const statuses = [...text.matchAll(STATUS)].map(({ groups = {} }) => ({
    self: /^(?:saya|kami|semua)$/.test(groups.who ?? ''),
    first: groups.said === 'belum' || groups.said === 'baru',
  }))
  const kinds = new Set(statuses.map(({ first }) => first))
  return kinds.size > 1 || (statuses.length > 0 && statuses.every(({ self }) => !self))
}
