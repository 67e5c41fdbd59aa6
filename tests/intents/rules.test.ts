import { expect, test } from 'vitest'
import { understandRules } from '../../src/intents/understand/rules.ts'
import type { Turn } from '../../src/intents/turn.ts'

const turn: Turn = {
  inboxId: 1,
  conversationId: 1,
  channel: 'cloud',
  person: { id: 1, name: null, language: 'id', role: 'customer', optedOut: false },
  text: '',
  receivedAt: new Date('2026-11-20T03:00:00Z'),
  correlation: 'c',
}
const deps = { business: { timeZone: 'Asia/Jakarta', publicUrl: '' } }

function understand(text: string) {
  return understandRules(deps, { ...turn, text })
}

test.each<[string, object]>([
  ['mau beli voucher dong', {}],
  ['kak ada vcr wifi?', {}],
  ['beli vocer harian 2', { package: 'harian', quantity: 2 }],
  ['pesan voucher mingguan tiga ya', { package: 'mingguan', quantity: 3 }],
  ['berapa harga voucher bulanan?', { package: 'bulanan' }],
  ['I want to buy 2 hotspot vouchers', { quantity: 2 }],
  ['voucher 7 hari', { package: 'mingguan' }],
])('%s is a wish for a voucher', (text, input) => {
  expect(understand(text)).toEqual({ intent: 'customer.buy_voucher', input })
})

test.each([
  ['internetnya mati dari pagi', 'customer.trouble'],
  ['wifi lemot banget gak bisa dipakai', 'customer.trouble'],
  ['kok ga bisa konek wifi ya', 'customer.trouble'],
  ['modem saya los merah', 'customer.trouble'],
  ['voucher wifi saya error', 'customer.human'],
  ['halo min kok internet saya diisolir', 'customer.trouble'],
  ['udah bayar kok masih diisolir', 'customer.trouble'],
  ['mau pasang wifi di rumah', 'customer.register'],
  ['daftar internet kak', 'customer.register'],
  ['mau langganan internet bulanan', 'customer.register'],
  ['ganti password wifi dong', 'customer.password'],
  ['mau upgrade paket', 'customer.upgrade'],
  ['bisa ganti paket internet?', 'customer.upgrade'],
  ['cek paket', 'customer.service'],
  ['cek tagihan internet', 'customer.bills'],
  ['saya kecewa sama pelayanannya', 'customer.human'],
  ['mau ngomong sama orangnya langsung bisa?', 'customer.human'],
  ['umroh bulan maret ada?', 'lead.qualify'],
  ['berdua sama istri, awal april', 'lead.qualify'],
  ['halo kak', 'customer.menu'],
  ['assalamualaikum', 'customer.menu'],
  ['makasih banyak ya kak', 'customer.thanks'],
  ['bantuan', 'core.help'],
])('%s means %s', (text, intent) => {
  expect(understand(text)?.intent).toBe(intent)
})

test.each(['qwerty', 'ayam goreng 2 porsi', 'kemarin hujan deras', '🙂'])(
  'nothing is made of %s',
  (text) => {
    expect(understand(text)).toBeUndefined()
  },
)
