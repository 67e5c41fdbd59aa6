import type { Act } from '../../domain/messages/act.ts'
import { readWords } from './words.ts'

/** Words that always work, for strangers too. One word is the whole message. */
const words: [string[], Act][] = [
  [['menu', 'mulai menu', 'start menu'], { intent: 'customer.menu', input: {} }],
  [['tagihan', 'bill', 'bills', 'invoice'], { intent: 'customer.bills', input: {} }],
  [['bayar', 'pay'], { intent: 'customer.pay', input: {} }],
  [['riwayat', 'histori', 'history'], { intent: 'customer.history', input: {} }],
  [['kwitansi', 'kuitansi', 'receipt'], { intent: 'customer.receipt', input: {} }],
  [['voucher', 'vouchers', 'vcr'], { intent: 'customer.buy_voucher', input: {} }],
  [['saldo', 'balance'], { intent: 'customer.balance', input: {} }],
  [['poin', 'point', 'points'], { intent: 'customer.points', input: {} }],
  [['status'], { intent: 'customer.status', input: {} }],
  [['dokumen', 'document', 'documents'], { intent: 'customer.documents', input: {} }],
  [['admin', 'cs', 'operator'], { intent: 'customer.human', input: {} }],
  [['id', 'indonesia', 'bahasa'], { intent: 'customer.language', input: { language: 'id' } }],
  [['en', 'english', 'inggris'], { intent: 'customer.language', input: { language: 'en' } }],
]

const optWords: [string[], Act][] = [
  [['stop', 'berhenti', 'unsubscribe'], { intent: 'customer.opt_out', input: {} }],
  [['mulai', 'start'], { intent: 'customer.opt_in', input: {} }],
]

const lookup = new Map(words.flatMap(([keys, act]) => keys.map((key) => [key, act] as const)))
const optLookup = new Map(optWords.flatMap(([keys, act]) => keys.map((key) => [key, act] as const)))

/** stop and mulai come before everything else, a human in the chat included. */
export function readOptWord(text: string): Act | undefined {
  const word = optLookup.get(bare(text))
  if (word || text.length > LONGEST_WISH) return word
  return NO_MORE.test(readWords(text).plain) ? { intent: 'customer.opt_out', input: {} } : undefined
}

export function readFixedWord(text: string): Act | undefined {
  const word = bare(text)
  if (ADMIN_PLEASE.test(word)) return { intent: 'customer.human', input: {} }
  return lookup.get(word)
}

/** "batal", "/batal" and, as a group writes it, "/batal@wicara_bot". */
export function isCancel(text: string): boolean {
  return /^\/?(?:batal|cancel)(?:@\w+)?$/i.test(text.trim())
}

const LONGEST_WISH = 100

/** "Berhenti ngirim promo dong", and nothing else: whoever goes on has something to say to us. */
const NO_MORE = noMore()

function noMore(): RegExp {
  const people = 'kak|kakak|min|admin|mas|mbak|bang|gan|pak|bu|ayah|ibu'
  const hello = `(?:halo|hai|permisi|maaf|tolong|mohon|iya|saya|sudah|${people}|,)`
  const end = `(?:lagi|iya|dulu|saja|semua|ini|itu|terus|please|tolong|terima-kasih|${people}|ke saya|ke nomor (?:ini|saya)|ke sini|,|\\.)`
  const ads = '(?:promo|promosi|promos|iklan|broadcast|spam|penawaran)'
  const any = `(?:pesan|messages?|wa|sms|chat|info|${ads})(?: (?:wa|${ads}))*`
  const kirim = '(?:kirim|mengirim|sending|terima|menerima|nerima|dapat)(?: (?:ke )?saya)?'
  // "Gak mau pesan lagi" is about an order, and "tidak dapat promo" a complaint.
  const ways = [
    `(?:stop|setop|berhenti|berhentikan|hentikan|unsubscribe) (?:${kirim} ${any}|(?:pesan )?${ads}|wa|sms|chat|info)`,
    `jangan (?:lagi )?(?:${kirim} ${any}|${ads})`,
    'jangan (?:lagi )?(?:(?:hubungi|kontak|wa|chat|kirim)(?: ke)? saya|wa|chat) lagi',
    `(?:tidak-usah|tidak (?:mau|usah|perlu|ingin))(?: mau)? (?:${kirim} ${any}|(?:pesan )?${ads})`,
    `tidak kirim saya ${any}`,
  ]
  return new RegExp(`^(?:${hello} )*(?:${ways.join('|')})(?: ${end})*$`)
}

/** "Admin dong, mau nanya" calls for one; "halo admin, mau nanya" only greets. */
const ADMIN_PLEASE =
  /^(?:(?:halo|hai|min|kak|mau|minta|tolong|panggil)[\s,]+)*(?:admin|cs|operator)(?:nya)? (?:dong|donk|dunk|please|plis|pls)(?:[\s,.]+(?:(?:saya|aku|mau|ingin|pengen|ada|numpang|boleh) )*(?:tanya|nanya|bertanya|bicara|ngobrol|yang mau (?:di)?tanya\w*)(?: [\p{L}]+){0,2})?$/u

/** "Menu!", "/menu" and " menu " are all menu. */
function bare(text: string) {
  return text
    .trim()
    .toLowerCase()
    .replace(/^\//, '')
    .replace(/[\s.!?]+$/, '')
}
