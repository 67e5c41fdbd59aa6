import { oneOf } from './patterns.ts'
/** Somebody else's trip, or an earlier one: nothing in it is a wish. */
const PAST = new RegExp(
  String.raw`(?:^| )${oneOf`
  kemarin|(?:tahun|bulan|minggu|ramadhan|desember|januari) (?:lalu|kemarin|wingi)|yang lalu
  waktu itu|barusan|baru (?:saja )?pulang
  terakhir (?:kali )?(?:umroh|berangkat|tahun|bulan|haji)|last
  dulu(?= (?:saya|kami|istri|suami|ibu|ayah|pernah|waktu|pas|umroh|berangkat|tahun|teman))
  (?:saya|kami|sudah) dulu|(?:sudah|dulu) pernah (?:umroh|berangkat|ikut|pakai|haji)
  waktu saya
`}(?= |$)`,
)
const TRAVEL = new RegExp(
  String.raw`(?:^| )${oneOf`
  umroh|haji|berangkat|diberangkatkan|pulang|bayar|dapat|kena|ikut|pakai|ambil|habis|ke tanah
  trip
`}(?= |$)`,
)
/** Our earlier talk is not a story. */
const TALKED = new RegExp(
  String.raw`(?:^| )${oneOf`
  tanya|chat|wa|lihat|kirim|telepon|info|baca|brosur|hubungi|dikabari|bilang|janji|booking
  daftar
`}(?= |$)`,
)
const OTHERS =
  '(?:tetangga|teman|teman-teman|saudara|sepupu|om|tante|bos|atasan|adik|kakak|ipar|keponakan|rekan|kenalan|orang|mertua)'
const THEIR_MONEY = new RegExp(
  `(?:^| )(?<!(?:dengan|untuk|ajak|bawa|dan|,) )${OTHERS}(?: (?:saya|sebelah|kantor|sekolah|itu|dia|lain|kemarin))* (?:bayar|kena|dapat|cuma|habis|budget|dana|punya|ambil|pakai)(?= |$)`,
)
const ELSEWHERE = new RegExp(
  String.raw`(?:^| )${oneOf`
  (?:di |dari )?(?:travel|tempat|biro|agen|yang) (?:lain|sebelah|tetangga)|sebelah
  travel (?:lama|satu|itu)|kompetitor|other travel|another travel
`}(?= |$)`,
)
/** Back to the present, and to the writer. */
const NOW = new RegExp(
  String.raw`(?:^| )${oneOf`
  sekarang|kalau|tapi|jadi|nah|mau|rencana|berapa|minta|bisa|ada|kapan|ini|makanya|minat
  tertarik|cari|budget saya|tolong|lagi
`}(?= |$)`,
)

/** The text with such stories replaced by `_`, so that offsets stay. */
export function withoutAsides(plain: string): string {
  let inStory = false
  return plain.replace(
    /([^,.?]*?)( (?:[,.?]|tapi|jadi|nah|kalau|sekarang)(?= |$)|$)/g,
    (whole, clause: string, stop: string) => {
      const turned = /[.?]| (?:tapi|sekarang|nah|kalau)/.test(stop)
      if (clause === '') {
        if (turned) inStory = false
        return whole
      }
      const story = isPast(clause) || THEIR_MONEY.test(clause) || ELSEWHERE.test(clause)
      inStory = story || (inStory && !NOW.test(clause))
      const blanked = inStory ? clause.replace(/[^ ]/g, '_') : clause
      if (turned) inStory = false
      return blanked + stop
    },
  )
}

function isPast(clause: string) {
  const past = PAST.exec(clause)
  if (!past || !TRAVEL.test(clause) || TALKED.test(clause)) return false
  return !/(?:^| )(?:mau|rencana|minta|cari) /.test(clause.slice(0, past.index))
}
