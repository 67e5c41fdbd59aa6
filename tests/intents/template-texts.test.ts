import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Notice } from '../../src/domain/messages/notice.ts'
import { checkMetaText, toMetaText } from '../../src/domain/templates/meta-template.ts'
import { checkTemplate, renderTemplate, variablesOf } from '../../src/domain/templates/template.ts'
import { untouchedBook } from '../../src/domain/templates/template-book.ts'
import { declared, isTemplateKey } from '../../src/intents/wording/templates/declared.ts'
import { defaultText } from '../../src/intents/wording/templates/default-texts.ts'
import { templated } from '../../src/intents/wording/templates/word-template.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'

const keys = Object.keys(declared).filter(isTemplateKey)
const link = { kind: 'invoice', id: 1, linkVersion: 1 } as const
const word = wordNotice({ pay: () => 'https://shop/pay/1' })
const languages = ['id', 'en'] as const

test.each(keys)('%s is said in both languages with the same variables', (key) => {
  const { variables } = declared[key]
  for (const language of languages) {
    expect(checkTemplate(defaultText(key, language), variables)).toEqual([])
  }
  const [id, en] = languages.map((language) => variablesOf(defaultText(key, language)).toSorted())
  expect(id).toEqual(en)
})

test.each(keys)('%s would be taken by Meta as it came', (key) => {
  for (const language of languages) {
    const meta = toMetaText(defaultText(key, language), declared[key].variables)
    expect(checkMetaText(meta)).toEqual([])
  }
})

test('whatever has a value, a text reads like a text', () => {
  const used = fc.constantFrom(...keys)
  fc.assert(
    fc.property(
      used,
      fc.constantFrom(...languages),
      fc.infiniteStream(fc.boolean()),
      (key, language, dice) => {
        const { variables } = declared[key]
        const values = Object.fromEntries(
          variables.map(({ name, optional, example }) => {
            const { value } = dice.next()
            return [name, optional && value ? '' : example[language]]
          }),
        )
        const said = renderTemplate(defaultText(key, language), values)
        expect(said).not.toMatch(/\{\{|\}\}|\n{3}|^\s|\s$|\(\)| {2}(?!Password|Sandi)|\[|\]/)
        const unsaid = variables.filter(
          ({ name, required }) => required && !said.includes(values[name] ?? '?'),
        )
        expect(unsaid).toEqual([])
      },
    ),
  )
})

const bill = {
  number: 'INV/1',
  package: 'Rumah 20',
  totalRupiah: 165_000,
  openRupiah: 155_000,
  carriedRupiah: 0,
  fromBalanceRupiah: 10_000,
  dueOn: '2026-11-24',
  link,
}
const reminder = { number: 'INV/1', package: null, openRupiah: 9_000, dueOn: '2026-11-24', link }
const paid = {
  number: 'INV/1',
  amountRupiah: 165_123,
  method: 'transfer',
  receiptNumber: 'KW/1',
  paidUntil: '2026-12-31',
  surplusRupiah: 123,
  uniqueCodeRupiah: 123,
  link,
}
const voucher = {
  orderId: 1,
  package: 'Harian',
  codes: [{ code: 'ABC', password: 'ABC' }],
  loginUrl: null,
  network: null,
  onlineSeconds: null,
  calendarSeconds: 86_400,
  receiptNumber: '',
}

const said: [string, Notice, string, string][] = [
  [
    'a bill of which the balance paid a part',
    { code: 'invoice.issued', details: bill },
    'Tagihan INV/1 untuk Rumah 20: Rp 165.000\nSudah dibayar dari saldo: Rp 10.000.\nYang perlu dibayar: Rp 155.000, paling lambat 24 November 2026.\nBayar di sini: https://shop/pay/1\nTerima kasih.',
    'Invoice INV/1 for Rumah 20: Rp 165.000\nPaid from your balance: Rp 10.000.\nTo pay: Rp 155.000, at the latest by 24 November 2026.\nPay here: https://shop/pay/1\nThank you.',
  ],
  [
    'a bill that the balance paid',
    { code: 'invoice.issued', details: { ...bill, package: null, openRupiah: 0 } },
    'Tagihan INV/1: Rp 165.000\nSudah dibayar dari saldo: Rp 10.000.\nTagihan ini sudah lunas dari saldo. Terima kasih!',
    'Invoice INV/1: Rp 165.000\nPaid from your balance: Rp 10.000.\nIt is paid in full from your balance. Thank you!',
  ],
  [
    'a reminder of tomorrow',
    { code: 'invoice.reminder', details: { ...reminder, daysLeft: 1 } },
    'Pengingat: tagihan INV/1 jatuh tempo besok, 24 November 2026.\nYang perlu dibayar: Rp 9.000\nBayar di sini: https://shop/pay/1\nTerima kasih.',
    'Reminder: invoice INV/1 is due tomorrow, on 24 November 2026.\nTo pay: Rp 9.000\nPay here: https://shop/pay/1\nThank you.',
  ],
  [
    'a bill that was paid with a unique code',
    { code: 'invoice.paid', details: paid },
    'Pembayaran Rp 165.123 lewat transfer bank sudah kami terima. Tagihan INV/1 lunas.\nKode unik Rp 123 masuk ke saldo Anda.\nLayanan terbayar sampai 31 Desember 2026.\nNo. kwitansi: KW/1\nUnduh kwitansi: https://shop/pay/1/receipt.pdf\nTerima kasih!',
    'We received Rp 165.123 by bank transfer. Invoice INV/1 is paid.\nThe unique code of Rp 123 is in your balance.\nYour service is paid until 31 December 2026.\nReceipt no.: KW/1\nDownload the receipt: https://shop/pay/1/receipt.pdf\nThank you!',
  ],
  [
    'one voucher without a receipt',
    { code: 'voucher.delivered', details: voucher },
    'Ini voucher Harian Anda:\n\nKode: ABC\n\nIsinya: berlaku 1 hari sejak login pertama\n\nCara masuk:\n1. Sambungkan ke WiFi.\n2. Halaman login terbuka sendiri; masukkan kodenya.\n\nAda kendala? Balas saja pesan ini.',
    'Here is your Harian voucher:\n\nCode: ABC\n\nWhat you get: valid 1 day from the first login\n\nHow to log in:\n1. Connect to WiFi.\n2. The login page opens by itself; enter the code.\n\nAny trouble? Just reply here.',
  ],
]

test.each(said)('%s', (_title, notice, id, en) => {
  expect(word(notice, 'id').text).toBe(id)
  expect(word(notice, 'en').text).toBe(en)
})

const say = (daysLeft: number) =>
  word({ code: 'invoice.reminder', details: { ...reminder, daysLeft } }, 'id').text

test('what is late, and what is due today, have words of their own', () => {
  expect(say(0)).toContain('jatuh tempo hari ini')
  expect(say(-3)).toContain('sudah lewat jatuh tempo sejak 24 November 2026')
})

test('a customer without a name is spoken to all the same', () => {
  const changed = {
    ...untouchedBook,
    text: () => 'Halo {{customer_name}} dari {{business_name}}, saldo {{balance}}.',
  }
  const speak = wordNotice({ pay: () => '' }, changed)
  const notice: Notice = { code: 'balance.reminder', details: { balanceRupiah: 5_000 } }
  expect(speak(notice, 'id', { name: null }).text).toBe(
    'Halo Bapak/Ibu dari Wicara, saldo Rp 5.000.',
  )
  expect(speak(notice, 'id', { name: 'Budi' }).text).toBe('Halo Budi dari Wicara, saldo Rp 5.000.')
})

test('what Meta approved goes along, with values that Meta takes', () => {
  const approved = {
    id: 1,
    key: 'ticket.closed',
    language: 'id' as const,
    name: 'ticket_closed',
    category: 'utility' as const,
    body: 'Laporan {{1}} selesai: {{2}} ya.',
    variables: ['ticket_number', 'note'],
    examples: [],
    status: 'approved' as const,
    reason: null,
  }
  const speak = wordNotice(
    { pay: () => '' },
    { ...untouchedBook, approved: (_key, language) => (language === 'id' ? approved : undefined) },
  )
  const notice: Notice = {
    code: 'ticket.closed',
    details: { ticketId: 7, kind: 'down', note: 'kabel\n\tdiganti     tadi' },
  }
  // An English reader gets the Indonesian one rather than nothing.
  for (const language of languages) {
    expect(speak(notice, language).outsideWindow).toEqual({
      name: 'ticket_closed',
      language: 'id',
      values: ['7', 'kabel, diganti tadi'],
    })
  }
})

test('every text is said by something', () => {
  expect(Object.keys(templated).length).toBeGreaterThan(20)
  expect(keys.length).toBeGreaterThan(40)
})
