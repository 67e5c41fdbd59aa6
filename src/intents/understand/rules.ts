import type { Deps } from '../../domain/deps.ts'
import { hasOpenLead } from '../../domain/leads/open-lead.ts'
import type { Act } from '../../domain/messages/act.ts'
import type { Turn } from '../turn.ts'
import { readLineWish } from './line-wishes.ts'
import { readLeadFields } from './read-lead-fields.ts'
import { readWords } from './words.ts'

/**
 * What a customer means in plain words, by rules alone. Undefined where they are not sure:
 * then the assistant may try, or the menu is shown.
 */
export function understandRules(deps: Pick<Deps, 'business'>, turn: Turn): Act | undefined {
  const { plain } = readWords(turn.text)
  if (plain === '') return undefined
  if (COMPLAINT.test(plain)) return act('customer.human')
  const line = readLineWish(plain)
  if (line) return line
  if (TROUBLE.test(plain)) return act('customer.human')
  const voucher = readVoucherWish(plain)
  if (voucher) return voucher
  if (HELP.test(plain)) return act('core.help')
  const { intent, ...fields } = readLeadFields(turn.text, timeOf(deps, turn))
  if (intent === 'ask_human') return act('customer.human')
  const journey = UMROH.test(plain) || (fields.pilgrims !== undefined && fields.when !== undefined)
  if (journey && !(intent && OPEN_QUESTIONS.has(intent))) return act('lead.qualify')
  if (journey) return undefined
  if (HISTORY.test(plain)) return act('customer.history')
  if (RECEIPT.test(plain)) return act('customer.receipt')
  if (BALANCE.test(plain)) return act('customer.balance')
  if (PAY.test(plain)) return act('customer.pay')
  if (BILLS.test(plain)) return act('customer.bills')
  if (THANKS.test(plain)) return act('customer.thanks')
  return intent === 'greeting' || MAY_I_ASK.test(plain) ? act('customer.menu') : undefined
}

/**
 * What is left when nobody was sure: words about the journey, and questions of somebody who is
 * already a lead. Where no assistant answers them, qualifying goes on.
 */
export async function understandRest(
  deps: Pick<Deps, 'db' | 'business'>,
  turn: Turn,
): Promise<Act | null> {
  const { intent, ...fields } = readLeadFields(turn.text, timeOf(deps, turn))
  if (UMROH.test(readWords(turn.text).plain)) return act('lead.qualify')
  const says = Object.keys(fields).length > 0 || (intent && !SMALL_TALK.has(intent))
  return says && (await hasOpenLead(deps, turn.conversationId)) ? act('lead.qualify') : null
}

/** Questions the departures have no plain answer to. */
const OPEN_QUESTIONS = new Set(['ask_documents', 'ask_brochure', 'objection'])
const SMALL_TALK = new Set(['other', 'greeting', 'stop'])

const COMPLAINT = /\b(?:komplain|kecewa|penipuan|marah|lapor|complain)\b/
/** Of a voucher: about lines is read before. */
const TROUBLE =
  /\b(?:internet|wifi|koneksi|jaringan)\b.*\b(?:mati|putus|lemot|lambat|error|gangguan|tidak bisa)\b/
/** A door knocked on, with nothing asked yet. */
const MAY_I_ASK =
  /^(?:halo |hai |permisi |maaf |selamat \w+ )*(?:saya |aku )?(?:mau|ingin|boleh|numpang) (?:tanya|bertanya|nanya)(?: (?:dong|nih|kak|min|pak|bu|mas|mbak|gan|dulu|tanya|sesuatu))*$/
const HELP = /^(?:bantuan|help|cara (?:pakai|pesan|beli).*|bisa apa(?: saja)?)$/
const UMROH =
  /\b(?:umroh|umroh-?an|jamaah|keberangkatan|berangkat|brosur|mekkah|madinah|tanah suci|haji|dp|kursi)\b/
const HISTORY = /\b(?:riwayat|histori|history)\b/
/** What we give; a proof of transfer is what they give. */
const RECEIPT = /\b(?:kwitansi|kuitansi|nota|struk|receipt)\b/
const BALANCE = /\b(?:saldo|my balance)\b/
const PAY =
  /\b(?:link|tautan) (?:bayar|pembayaran|payment)\b|\b(?:mau|ingin|cara) (?:bayar|membayar)\b/
const BILLS = /\b(?:tagihan|bayar|pembayaran|link bayar|my bill|payment)\b/
const THANKS = /^(?:(?:oke|siap|baik) )?(?:, )?(?:terima-kasih|sip|oke)\b.{0,25}$/

const VOUCHER = /\b(?:voucher|wifi|hotspot|kuota|paket internet|internetan)\b/
const WANTS =
  /\b(?:beli|mau|pesan|order|minta|butuh|ada|jual|isi|buy|need|harga|berapa|tolong|bayar)\b/

function readVoucherWish(plain: string): Act | undefined {
  if (!VOUCHER.test(plain) || UMROH.test(plain)) return undefined
  const named = PACKAGES.find(([pattern]) => pattern.test(plain))?.[1]
  const bare = plain.split(' ').length <= 3
  if (!WANTS.test(plain) && named === undefined && !bare) return undefined
  const rest = plain.replace(/\b\d+ ?(?:hari|jam|minggu|bulan|gb|mb|ribu|k|rupiah)\b/g, '')
  const count = /\b(\d{1,2})\b/.exec(rest)?.[1]
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

function timeOf({ business }: Pick<Deps, 'business'>, { receivedAt }: Turn) {
  return { now: receivedAt, timeZone: business.timeZone }
}

function act(intent: string, input: Record<string, unknown> = {}): Act {
  return { intent, input }
}
