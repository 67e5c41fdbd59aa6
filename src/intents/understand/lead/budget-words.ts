import { NUMBER, SCALE } from '../read-money.ts'
import { MONTH_NAMES } from './calendar.ts'
import { anyWord, oneOf } from './patterns.ts'

/** Numbers of these are no money, whatever stands before them. */
const COUNTED = oneOf`
  ${MONTH_NAMES}|orang(?! \d)|hari|tahun|bulan|pax|anak|dewasa|kamar|malam|kursi|jamaah|kali(?! \d)
`
const AMOUNT =
  String.raw`(?:rupiah (?:[.:] )?)?(?<number>${NUMBER})(?<an> an)?(?<half> setengah)?` +
  String.raw`(?: (?<scale>${SCALE}))?(?<half2> setengah)?(?<an2> an)?` +
  String.raw`(?: (?<rest>\d{3})(?! ?[.,]?\d| (?:orang|hari|ribu\w)))?(?! ${COUNTED})`
const AMOUNT_2 = AMOUNT.replaceAll(/\?<(\w+)>/g, '?<b_$1>')
const TIL = '(?:-|sampai|to|atau|dan|/|s/d)(?: (?:maksimal|mentok|paling))?'
const EDGE = String.raw`(?<![\p{L}\d.,/])`

/** "28 - 32 juta"; the second amount's groups begin with `b_`. */
export const RANGE = new RegExp(`${EDGE}${AMOUNT} ${TIL} ${AMOUNT_2}(?![\\p{L}\\d])`, 'gu')
export const SINGLE = new RegExp(`${EDGE}${AMOUNT}(?![\\p{L}\\d])`, 'gu')

/** Talk of one's own money. */
export const CUE = anyWord`
  budget|dana|keuangan|punya|pegang|siap|kemampuan|mampu|sanggup|bajetnya|tersedia|simpanan
  disiapkan|siapkan
`
export const OWN = /\b(?:saya|kami)(?: (?:cuma|hanya|maksimal|sekitar))* ?$/
export const WISH = /\b(?:cari|pengen|mau|cukup|dapat|bisa|ada|dibawah|kalau|pilih|harap)\b/

const UP_TO = oneOf`
  maksimal|di bawah|dibawah|under|below|kurang dari|up to|at most|less than|sampai|pol|< ?
  (?:tidak|jangan)(?: mau)? (?:lebih|sampai|melebihi|lewat|melewati)(?: dari)?
  paling(?: (?:mahal|banyak|tinggi|besar|mentok|banter|pol))?
`
const BETWEEN = oneOf`
  di|harga|kisaran|sekitar|budget|ya|iya|cuma|hanya|saja|rupiah|ber\d+
`
export const MAX = new RegExp(String.raw`\b${UP_TO}(?: ${BETWEEN})*$|<$`)
const FROM = oneOf`
  minimal|di atas|diatas|lebih dari|mulai(?: dari)?|over|above|more than|at least
  paling (?:sedikit|kecil|rendah|tidak)
`
export const MIN = new RegExp(String.raw`\b${FROM}(?: ${BETWEEN})*$|>$`)
export const ABOUT =
  /\b(?:sekitar|kisaran|kurang lebih|antara|range|rata-rata)(?: (?:di|harga|range|rupiah|angka|budget|dana))*$/
export const MAX_AFTER =
  /^ (?:rupiah )?(?:ke bawah|kebawah|maksimal(?! \d)|mentok(?! \d)|paling mahal|paling mentok)/
export const MIN_AFTER = /^ (?:rupiah )?(?:ke atas|keatas|minimal(?! \d))/
export const ABOUT_AFTER = /^ (?:rupiah )?(?:lebih dikit|sekitar|kurang lebih|lebih kurang)/

/** Said of prices, unless of the budget itself: "budget naik jadi 35". */
export const OF_PRICES = /\b(?:lebih mahal|lebih murah|mahal|kurangi|turun(?:in)?|naik)\b/
/** Money that is no budget: advertised, paid by instalments, saved up, or another's. */
export const NOT_BUDGET = anyWord`
  dp|cicil|tiap bulan|per bulan|sebulan|perbulan|tabungan(?!.* (?:cukup|dapat|bisa))|nabung
  gaji|penghasilan|diskon|potongan|cashback|promo|iklan|brosur|beda|selisih|visa|koper|tiket
  upgrade|kembali|pajak|katanya|kata|tertulis|tertera|terpampang|haji|fee|komisi|pendaftaran
  lunasi|hutang|pinjam\w*|vaksin|perlengkapan|handling|airport tax
  (?:baru|sudah) (?:ada|punya|terkumpul)|sudah (?:bayar|transfer|dp|setor)|harganya? (?:kok|jadi|naik)|isinya|senilai
`
const MONTHLY = '(?: |/ ?)*(?:per bulan|/ bulan|sebulan|tiap bulan|perbulan)'
export const INSTALMENT = new RegExp(`^(?: rupiah)?${MONTHLY}`)
const OF_AN_OFFER = oneOf`
  sudah|all in|all|include\w*|termasuk|hotel|maskapai|pesawat|dapat apa|apa saja|fasilitas
  berangkat kapan|beneran|betul|masih|yang di
  di (?:iklan|brosur|ig|fb|instagram|facebook|tiktok|banner)
`
export const NOT_BUDGET_AFTER = new RegExp(
  String.raw`^(?: rupiah)?(?:(?: (?:itu|ini|di iklan|di brosur|yang di|nya))? ${OF_AN_OFFER}\b` +
    String.raw`|${MONTHLY}| lebih (?:mahal|murah)| dulu\b| untuk dp)`,
)
export const OFFERED = /\b(?:paket|yang|program|harga)(?: (?:umroh|yang|promo|harga|reguler))*$/

export const PERSON = new RegExp(oneOf`
  \b(?:seorang|masing-masing|per (?:orang|pax|kepala|jamaah)|satuan)\b|@
  ^ kali \d+ (?:orang|jamaah)|^ ?/ (?:orang|pax)
`)
const GROUP = oneOf`
  ber\d+|\d+ (?:orang|jamaah)|suami-istri|sekeluarga|semua|total|keluarga|rombongan
  kami ber\d+|orang \d+|untuk \d+(?= [,.?]|$)
`
export const TOTAL_AFTER = new RegExp(
  String.raw`^(?: (?:rupiah|itu|\(|sudah|all|untuk|saja|nya))* ${GROUP}\b`,
)
const BEFORE_SUM = oneOf`
  sekitar|di|ada|maksimal|max|nya|kurang|lebih|dari|jangan|tidak|cuma|hanya|di bawah|rupiah
  dana|budget|punya|:|minimal|sampai|=|antara
`
const FOR_ALL = oneOf`
  total(?: budget| dana)?|^(?:kami )?ber\d+|^(?:semua|total|keseluruhan)
  (?:budget|dana|punya|siap|harga|maksimal)(?: (?:maksimal|kami|saya|untuk|total|kita|dari))* ${GROUP}
`
export const TOTAL_BEFORE = new RegExp(String.raw`\b${FOR_ALL}(?: ${BEFORE_SUM})*$`)
export const PERSON_BEFORE = new RegExp(
  String.raw`\b(?:seorang|masing-masing|1 orang)(?: ${BEFORE_SUM})*$|@$`,
)
