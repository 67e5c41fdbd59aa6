import { z } from 'zod'
import { receiptsOf } from '../../domain/billing/history.ts'
import { dayOf } from '../../domain/day.ts'
import { later } from '../../domain/effects/later.ts'
import { defineIntent } from '../intent.ts'
import { sayDay } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'

/** The receipt of something he paid himself, as a PDF. Another one's number leads to nothing. */
export const showReceipt = defineIntent({
  name: 'customer.receipt',
  who: 'everyone',
  when: 'The person wants the receipt of something they paid.',
  input: z.object({ number: z.string().max(30).optional() }),
  async run(deps, { number }, turn) {
    const { bills } = words(turn)
    const { person, conversationId } = turn
    const receipts = await receiptsOf(deps, person.id)
    const [only] = receipts
    if (!only) return { text: bills.noReceipts }
    const chosen =
      receipts.length === 1 ? only : receipts.find((receipt) => receipt.number === number)
    if (chosen) {
      const ref = { kind: chosen.kind, id: chosen.id }
      await later(deps, { kind: 'receipt.print', ref, conversationId })
      return { text: bills.receiptComing(chosen.number) }
    }
    const on = (at: Date) => sayDay(dayOf(at, deps.business.timeZone), person.language)
    return {
      text: bills.receiptWhich,
      choices: receipts.map((one) => ({
        label: bills.receiptChoice(one.what, one.amountRupiah, on(one.at)),
        act: { intent: 'customer.receipt', input: { number: one.number } },
      })),
    }
  },
})
