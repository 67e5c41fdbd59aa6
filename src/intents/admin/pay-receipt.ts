import { z } from 'zod'
import { choosePayer } from '../../domain/billing/choose-invoice.ts'
import { receiptsOf } from '../../domain/billing/history.ts'
import { dayOf } from '../../domain/day.ts'
import { later } from '../../domain/effects/later.ts'
import { readPayable } from '../../domain/payments/read-payable.ts'
import { defineIntent } from '../intent.ts'
import { sayDay } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { customerArgument } from './invoice-arguments.ts'

/** Reached by a button: the receipt of what was paid, as a PDF. */
export const payReceipt = defineIntent({
  name: 'payment.receipt',
  who: { permission: 'billing.view' },
  input: z.object({ kind: z.enum(['order', 'invoice']), id: z.number().int().positive() }),
  async run(deps, ref, turn) {
    const { invoices } = words(turn)
    const paid = await readPayable(deps, ref)
    if (!paid?.receiptNumber) return { text: invoices.noReceipts(paid?.customer ?? '') }
    await later(deps, { kind: 'receipt.print', ref, conversationId: turn.conversationId })
    return { text: invoices.printing(paid.receiptNumber) }
  },
})

export const payReceipts = defineIntent({
  name: 'payment.receipts',
  who: { permission: 'billing.view' },
  command: {
    noun: 'bayar',
    verb: 'kwitansi',
    aliases: ['receipt', 'receipts', 'kuitansi', 'nota'],
    positional: ['pelanggan'],
    about: { id: 'Kwitansi pelanggan sebagai PDF', en: 'Receipts of a customer' },
    examples: ['/bayar kwitansi budi'],
  },
  arguments: [customerArgument],
  input: z.object({ pelanggan: z.string().trim().min(1).max(60) }),
  async run(deps, { pelanggan }, turn) {
    const { invoices } = words(turn)
    const payer = await choosePayer(deps, pelanggan)
    const receipts = await receiptsOf(deps, payer.id)
    if (receipts.length === 0) return { text: invoices.noReceipts(payer.name) }
    const day = (at: Date) => sayDay(dayOf(at, deps.business.timeZone), turn.person.language)
    return {
      text: invoices.receipts(payer.name),
      choices: receipts.map(({ kind, id, what, amountRupiah, at }) => ({
        label: invoices.receiptChoice(what, amountRupiah, day(at)),
        act: { intent: 'payment.receipt', input: { kind, id } },
      })),
    }
  },
})
