import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { chooseRefundable } from '../../domain/payments/choose-refundable.ts'
import { refundOrder as refund } from '../../domain/payments/refund-order.ts'
import { takeBackRefunded } from '../../domain/vouchers/take-back-refunded.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readCount } from '../understand/read-quantity.ts'
import { words, wordsIn } from '../wording/words.ts'

export const refundOrder = defineIntent({
  name: 'payment.refund',
  who: { permission: 'payments.refund' },
  command: {
    noun: 'bayar',
    verb: 'kembali',
    aliases: ['refund'],
    positional: ['orderId', 'alasan'],
    about: { id: 'Kembalikan uang pesanan ke saldo', en: 'Refund an order to the wallet' },
    examples: ['/bayar kembali 12 "router rusak"'],
  },
  arguments: [
    {
      name: 'orderId',
      aliases: ['pesanan', 'order'],
      ask: { id: 'Nomor pesanannya?', en: 'The number of the order?' },
      rule: { id: 'angka, mis. 12', en: 'a number, e.g. 12' },
    },
    {
      name: 'alasan',
      aliases: ['reason'],
      ask: { id: 'Apa alasannya?', en: 'What is the reason?' },
      rule: { id: '3 sampai 200 huruf', en: '3 to 200 letters' },
      offer: async () =>
        wordsIn('id').vouchers.refundReasons.map((reason) => ({ label: reason, value: reason })),
    },
  ],
  input: z.object({
    orderId: typed((text) => readCount(text.replace(/^#/, ''))),
    alasan: z.string().trim().min(3).max(200),
  }),

  async confirm(deps, { orderId }, turn) {
    const { customer, amountRupiah, ...order } = await chooseRefundable(deps, orderId)
    const amount = formatRupiah(amountRupiah)
    const { refundAsk } = words(turn).vouchers
    return refundAsk({ amount, customer, package: order.package, delivered: order.delivered })
  },
  pin: true,
  async run(deps, { orderId, alasan }, turn) {
    const by = turn.person.id
    const { amountRupiah } = await refund(deps, { orderId, by, reason: alasan })
    await takeBackRefunded(deps)
    return { text: words(turn).vouchers.refunded(orderId, formatRupiah(amountRupiah)) }
  },
})
