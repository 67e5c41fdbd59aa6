import { z } from 'zod'
import { historyOf } from '../../domain/billing/history.ts'
import { dayOf } from '../../domain/day.ts'
import { defineIntent } from '../intent.ts'
import { sayDay } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'

export const showHistory = defineIntent({
  name: 'customer.history',
  who: 'everyone',
  when: 'The person asks what they paid or were billed before.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { bills } = words(turn)
    const { payments, invoices } = await historyOf(deps, turn.person.id)
    if (payments.length + invoices.length === 0) return { text: bills.noHistory }
    const on = (at: Date) => sayDay(dayOf(at, deps.business.timeZone), turn.person.language)
    return {
      text: bills.history(
        payments.map(({ at, ...one }) => bills.payment({ ...one, on: on(at) })),
        invoices.map((one) => bills.billed(one)),
      ),
      choices: [
        { label: bills.toReceipts, act: { intent: 'customer.receipt', input: {} } },
        ...(invoices.some(({ openRupiah }) => openRupiah > 0)
          ? [{ label: bills.toBills, act: { intent: 'customer.bills', input: {} } }]
          : []),
      ],
    }
  },
})
