import type { Act } from '../../domain/messages/act.ts'

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
  return optLookup.get(bare(text))
}

export function readFixedWord(text: string): Act | undefined {
  return lookup.get(bare(text))
}

/** "Menu!", "/menu" and " menu " are all menu. */
function bare(text: string) {
  return text
    .trim()
    .toLowerCase()
    .replace(/^\//, '')
    .replace(/[\s.!?]+$/, '')
}
