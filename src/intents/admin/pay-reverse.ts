import { z } from 'zod'
import { lastReversible, reversible } from '../../domain/billing/choose-reversible.ts'
import { reversePayment } from '../../domain/billing/reverse-payment.ts'
import { dayOf } from '../../domain/day.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readCount } from '../understand/read-quantity.ts'
import { sayDay, sayWhen } from '../wording/say-when.ts'
import { words, wordsIn } from '../wording/words.ts'
import { reasonArgument } from './invoice-arguments.ts'

/** A wrong entry, or money that did not come after all. */
export const payReverse = defineIntent({
  name: 'payment.reverse',
  who: { permission: 'payments.refund' },
  command: {
    noun: 'bayar',
    verb: 'batal',
    aliases: ['reverse', 'batalkan'],
    positional: ['pembayaran', 'alasan'],
    about: { id: 'Batalkan pembayaran tagihan', en: 'Take back a payment of an invoice' },
    examples: ['/bayar batal', '/bayar batal 31 salah catat'],
  },
  arguments: [
    {
      name: 'pembayaran',
      aliases: ['payment', 'nomor'],
      ask: { id: 'Pembayaran yang mana?', en: 'Which payment?' },
      rule: { id: 'nomor pembayaran, atau pilih dari tombol', en: 'its number, or a button' },
      offer: async (deps) =>
        (await lastReversible(deps)).map(({ id, customer, amountRupiah, method, at }) => ({
          label: wordsIn('id').balances.paymentChoice(
            customer,
            amountRupiah,
            method,
            sayDay(dayOf(at, deps.business.timeZone), 'id'),
          ),
          value: String(id),
        })),
    },
    reasonArgument(({ balances }) => balances.reverseReasons),
  ],
  input: z.object({
    pembayaran: typed((text) => readCount(text.replace(/^#/, ''))),
    alasan: z.string().trim().min(3).max(200),
  }),

  async confirm(deps, { pembayaran }, turn) {
    const { at, ...payment } = await reversible(deps, pembayaran)
    const when = sayWhen(at, turn.person.language, deps.business.timeZone)
    return words(turn).balances.reverseAsk({ ...payment, when })
  },
  pin: true,
  async run(deps, { pembayaran, alasan }, turn) {
    const { number, amountRupiah } = await reversePayment(deps, {
      paymentId: pembayaran,
      reason: alasan,
      by: turn.person.id,
    })
    return { text: words(turn).balances.reversed(number, amountRupiah) }
  },
})
