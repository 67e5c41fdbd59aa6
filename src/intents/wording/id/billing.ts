import { formatRupiah } from '../../../domain/money.ts'
import type { BillingNotices, MethodNames } from '../billing-words.ts'

export const methodNames: MethodNames = {
  cash: 'tunai',
  transfer: 'transfer bank',
  balance: 'saldo',
  credit: 'kredit',
}

const lines = (...all: string[]) => all.filter(Boolean).join('\n')

export const billingNotices: BillingNotices = {
  'invoice.file': ({ number, file }) => ({ text: `Tagihan ${number}`, file }),
  'receipt.file': ({ number, file }) => ({ text: `Kwitansi ${number}`, file }),
  'invoices.issued.staff': ({ issued }) => ({
    text:
      issued === 0
        ? 'Belum ada periode yang perlu ditagih. Tidak ada tagihan yang terbit.'
        : `${issued} periode sudah ditagih. Pelanggannya diberi tahu lewat WhatsApp. Lihat: /tagihan`,
  }),
  'invoices.sent.staff': ({ sent, unreachable }) => ({
    text: lines(
      `${sent} tagihan yang belum lunas dikirim ulang lewat WhatsApp.`,
      unreachable > 0 ? `${unreachable} tidak bisa dikirim karena nomornya tidak diketahui.` : '',
    ),
  }),
  'debt.high.staff': (one) => ({
    text: `⚠️ ${one.customer} menunggak ${formatRupiah(one.owedRupiah)}.`,
    choices: [
      {
        label: 'Lihat saldo',
        act: { intent: 'balance.show', input: { pelanggan: String(one.personId) } },
      },
    ],
  }),
}
