import { z } from 'zod'
import { methodLabel } from '../../domain/payments/pay-methods.ts'
import {
  chooseRefund,
  refundablePayments,
  refundPayment as refund,
} from '../../domain/payments/refund-payment.ts'
import { takeBackRefunded } from '../../domain/vouchers/take-back-refunded.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readCount } from '../understand/read-quantity.ts'
import { words, wordsIn } from '../wording/words.ts'
import { reasonArgument } from './invoice-arguments.ts'

const WAYS: Record<string, 'wallet' | 'source'> = {
  saldo: 'wallet',
  wallet: 'wallet',
  balance: 'wallet',
  sumber: 'source',
  asal: 'source',
  source: 'source',
}

/** A payment a gateway collected: what it bought is taken back, and the money goes where it is told. */
export const refundPayment = defineIntent({
  name: 'payment.give_back',
  who: { permission: 'payments.refund' },
  command: {
    noun: 'bayar',
    verb: 'kembalikan',
    aliases: ['giveback', 'refund-payment'],
    positional: ['pembayaran', 'alasan'],
    about: {
      id: 'Kembalikan pembayaran gateway ke saldo atau sumber dana',
      en: 'Give a gateway payment back, to the balance or its source',
    },
    examples: ['/bayar kembalikan', '/bayar kembalikan 31 salah bayar ke=sumber'],
  },
  arguments: [
    {
      name: 'pembayaran',
      aliases: ['payment', 'nomor'],
      ask: { id: 'Pembayaran yang mana?', en: 'Which payment?' },
      rule: { id: 'nomor pembayaran, atau pilih dari tombol', en: 'its number, or a button' },
      offer: async (deps) =>
        (await refundablePayments(deps)).map(({ id, method, ...one }) => ({
          label: wordsIn('id').moneyChecks.refundChoice({
            ...one,
            method: methodLabel(deps.gateways, method),
          }),
          value: String(id),
        })),
    },
    reasonArgument(({ moneyChecks }) => moneyChecks.refundReasons),
    {
      name: 'ke',
      aliases: ['to'],
      ask: { id: 'Uangnya dikembalikan ke mana?', en: 'Where shall the money go?' },
      rule: { id: 'saldo atau sumber', en: 'saldo (balance) or sumber (its source)' },
      offer: async () => {
        const { refundWays } = wordsIn('id').moneyChecks
        return [
          { label: refundWays.wallet, value: 'saldo' },
          { label: refundWays.source, value: 'sumber' },
        ]
      },
    },
  ],
  input: z.object({
    pembayaran: typed((text) => readCount(text.replace(/^#/, ''))),
    alasan: z.string().trim().min(3).max(200),
    ke: typed((text) => WAYS[text.toLowerCase()]),
  }),

  async confirm(deps, { pembayaran, ke }, turn) {
    const { label, ...payment } = await chooseRefund(deps, { paymentId: pembayaran, to: ke })
    return words(turn).moneyChecks.refundAsk({ ...payment, method: label, to: ke })
  },
  pin: true,
  async run(deps, { pembayaran, alasan, ke }, turn) {
    const { moneyChecks } = words(turn)
    const { person, conversationId } = turn
    const refunded = await refund(deps, {
      paymentId: pembayaran,
      to: ke,
      reason: alasan,
      by: person.id,
      conversationId,
    })
    await takeBackRefunded(deps)
    const { amountRupiah, sentRupiah, customer, label } = refunded
    return {
      text:
        ke === 'source'
          ? moneyChecks.refundAsked(sentRupiah, customer, label)
          : moneyChecks.refundedToWallet(amountRupiah, customer),
    }
  },
})
