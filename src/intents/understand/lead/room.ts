import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import { bareAnswer, clauseAround, type Reading } from './reading.ts'
import { oneOf } from './patterns.ts'

type Room = NonNullable<LeadFields['room']>

const BY_BEDS: Record<string, Room> = { 1: 'single', 2: 'double', 3: 'triple', 4: 'quad' }
const NAMED = /\b(?<name>quad|triple|double|single|twin)\b/g
const SHARED = [
  /\bsekamar (?:isi |untuk |di isi )?(?:ber)?(?<beds>[1-4])(?: orang)?\b/g,
  /\b(?:ber)?(?<beds>[1-4])(?: orang)? (?:sekamar|(?:se|1|dalam 1|per|satu) ?kamar)\b/g,
  new RegExp(
    String.raw`\b(?:1 )?kamar (?:yang )?${oneOf`
  isi[ ]|untuk[ ]|buat[ ]|kapasitas[ ]|di isi[ ]
`}?(?:ber)?(?<beds>[2-4])(?: orang| bed| kasur)?\b(?! (?:juta|hari|bulan|tahun))`,
    'g',
  ),
  /\b1 kamar (?:saja )?(?:isi |untuk )?(?:ber)?(?<beds>[1-4])\b/g,
  /\b(?:se)?isi (?:ber)?(?<beds>[1-4])\b/g,
  /\b(?:se)?kamar (?:saya |untuk )?(?<alone>sendiri)\b/g,
]
const REFUSED = new RegExp(
  String.raw`\b${oneOf`
  bukan|jangan|tidak-jadi|tidak mau|selain|kecuali|tidak|dari
`}(?: (?:yang|kamar|tipe|sekamar))*$`,
)

/** The room somebody wants; several asked about are no wish. */
export function readRoom(reading: Reading): Room | undefined {
  const { plain, asked } = reading
  const wished = new Set<Room>()
  let final: Room | undefined
  for (const { room, at, end } of mentions(plain)) {
    const { left, right } = clauseAround(plain, at, end)
    if (REFUSED.test(left.trimEnd()) || /^ (?:penuh|habis|terlalu|kemahalan|mahal)/.test(right))
      continue
    wished.add(room)
    if (
      /\b(?:ganti|jadi(?:nya)?|ke|ambil|pilih|upgrade)(?: (?:yang|kamar))*$/.test(
        plain.slice(0, at).trimEnd(),
      )
    )
      final = room
  }
  if (wished.size === 1) return [...wished][0]
  if (wished.size > 1) return /\b(?:selisih|beda|dibanding)\b/.test(plain) ? undefined : final
  return asked.has('room') ? bareRoom(plain) : undefined
}

function mentions(plain: string) {
  const found: { room: Room; at: number; end: number }[] = []
  for (const pattern of [NAMED, ...SHARED]) {
    for (const match of plain.matchAll(pattern)) {
      const { name, beds, alone } = match.groups ?? {}
      const room = alone
        ? 'single'
        : beds
          ? BY_BEDS[beds]
          : name === 'twin'
            ? 'double'
            : (name as Room)
      if (/\b[2-9]\d* $/.test(plain.slice(0, match.index)) && !name) continue
      if (room) found.push({ room, at: match.index, end: match.index + match[0].length })
    }
  }
  return found.toSorted((a, b) => a.at - b.at)
}

function bareRoom(plain: string): Room | undefined {
  const bare = bareAnswer(plain)
  const beds = /^(?:ber|isi )?([1-4])(?: orang)?$/.exec(bare)?.[1]
  if (bare === 'sendiri') return 'single'
  return beds === undefined ? undefined : BY_BEDS[beds]
}
