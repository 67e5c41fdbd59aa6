import type { Act } from '../../domain/messages/act.ts'
import type { Chat } from '../answer.ts'
import type { Turn } from '../turn.ts'
import { readLeadFields } from './read-lead-fields.ts'

/**
 * What a customer means in plain words, by rules alone. Undefined where they are not sure:
 * then the assistant may try, or the menu is shown.
 */
export function understandRules(turn: Turn, _chat: Chat): Act | undefined {
  const text = plain(turn.text)
  if (text === '') return undefined
  if (COMPLAINT.test(text)) return act('customer.human')
  const wish = readVoucherWish(text)
  if (wish) return wish
  if (HELP.test(text)) return act('core.help')
  if (UMROH.test(text)) return readUmrohWish(turn)
  if (BILLS.test(text)) return act('customer.bills')
  if (THANKS.test(text)) return act('customer.thanks')
  if (GREETING.test(text)) return act('customer.greet')
  return readUmrohWish(turn)
}

const HUMAN = '(?:admin|orang|manusia|operator|cs|petugas|human|person|agent)'
const COMPLAINT = new RegExp(
  `\\b(?:komplain|kecewa|penipuan|marah|lapor|complain)\\b|` +
    `\\b(?:bicara|ngobrol|ngomong|chat|hubungi|sambungkan|talk|speak)\\b.*\\b${HUMAN}\\b|` +
    `\\b(?:internet|wifi|koneksi|jaringan)\\b.*\\b(?:mati|putus|lemot|lambat|error|gangguan|gak bisa|tidak bisa)\\b`,
)
const HELP = /^(?:bantuan|help|cara (?:pakai|pesan|beli).*|bisa apa(?: saja)?)$/
const UMROH =
  /\b(?:umroh|umrah|umroh?an|jamaah|jemaah|keberangkatan|berangkat|brosur|brochure|makkah|mekah|madinah|tanah suci|haji|dp|kursi)\b/
const BILLS = /\b(?:tagihan|bayar|pembayaran|link bayar|my bill|payment)\b/
const THANKS =
  /^(?:ok(?:e|ay)? )?(?:terima ?kasih|makasih|makasi|trims|thanks?|thank you|thx|suwun|nuhun|sip)\b.{0,25}$/
const GREETING =
  /^(?:(?:halo+|hai+|hi|hello|hey|permisi|ass?alamu ?alaikum.*|selamat (?:pagi|siang|sore|malam)|pagi|siang|sore|malam|min|kak|gan|pak|bu|mas|mbak|tes|ping)\s*)+$/

const VOUCHER =
  /\b(?:voucher|vocer|voucer|vcr|pocer|wifi|hotspot|kuota|paket internet|internetan)\b/
const WANTS = /\b(?:beli|mau|pesan|order|minta|butuh|ada|jual|isi|buy|want|need|harga|berapa)\b/

function readVoucherWish(text: string): Act | undefined {
  if (!VOUCHER.test(text) || UMROH.test(text)) return undefined
  const named = PACKAGES.find(([pattern]) => pattern.test(text))?.[1]
  const bare = text.split(' ').length <= 3
  if (!WANTS.test(text) && named === undefined && !bare) return undefined
  const count = /\b(\d{1,2})\s*(?:biji|buah|lembar|pcs|vcr|voucher)?\b/.exec(
    text.replace(/\d+ ?(?:hari|jam|minggu|bulan|gb|mb|rb|ribu|k)\b/g, ''),
  )?.[1]
  return act('customer.buy_voucher', {
    ...(named !== undefined && { package: named }),
    ...(count !== undefined && Number(count) > 0 && { quantity: Number(count) }),
  })
}

/** Words people use for how long, whatever the package is called. */
const PACKAGES: [RegExp, string][] = [
  [/\b(?:harian|sehari|1 hari|seharian|daily)\b/, 'harian'],
  [/\b(?:mingguan|seminggu|1 minggu|7 hari|weekly)\b/, 'mingguan'],
  [/\b(?:bulanan|sebulan|1 bulan|30 hari|monthly)\b/, 'bulanan'],
]

/** Only when something was understood: a sentence that says nothing of the journey is not a lead. */
function readUmrohWish(turn: Turn): Act | undefined {
  const { intent, ...fields } = readLeadFields(turn.text, {
    now: turn.receivedAt,
    timeZone: 'Asia/Jakarta',
  })
  if (intent === 'ask_human') return act('customer.human')
  const about = UMROH.test(plain(turn.text)) || (fields.pilgrims !== undefined && fields.when)
  if (!about) return undefined
  if (intent === 'ask_schedule' && Object.keys(fields).length === 0) return act('lead.schedule')
  return act('lead.qualify', Object.keys(fields).length > 0 ? { fields } : {})
}

function act(intent: string, input: Record<string, unknown> = {}): Act {
  return { intent, input }
}

function plain(text: string) {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
