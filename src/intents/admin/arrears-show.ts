import { z } from 'zod'
import { ageing } from '../../domain/billing/ageing.ts'
import { IDLE_DAYS, makeBillingReport } from '../../domain/billing/billing-report.ts'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import { may } from '../../domain/people/permission.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { sayDay } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'

const TOP = 8

export const arrearsShow = defineIntent({
  name: 'arrears.show',
  who: { permission: 'billing.view' },
  command: {
    noun: 'tunggakan',
    verb: '',
    about: { id: 'Siapa menunggak, berapa, dan sejak kapan', en: 'Who owes, how much, since when' },
    examples: ['/tunggakan'],
  },
  when: 'Somebody of the team asks who owes money and for how long.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { balances, invoices } = words(turn)
    const { on, totalRupiah, buckets, debtors } = await ageing(deps)
    if (debtors.length === 0) return { text: balances.noArrears }
    const top = debtors.slice(0, TOP)
    await drawLater(deps, turn, { form: 'chart', on })
    return {
      text: balances.arrears({
        on,
        totalRupiah,
        buckets,
        customers: debtors.length,
        top: top.map(({ customer, totalRupiah: rupiah, daysLate }) => ({
          customer,
          rupiah,
          daysLate,
        })),
      }),
      choices: [
        { label: balances.excel, act: { intent: 'arrears.table', input: {} } },
        ...(may(turn.person, 'billing.manage')
          ? [
              {
                label: invoices.buttons.sendAll,
                act: { intent: 'invoice.send', input: { tagihan: 'semua' } },
              },
            ]
          : []),
        ...top.map(({ personId, customer }) => ({
          label: customer,
          act: { intent: 'balance.show', input: { pelanggan: String(personId) } },
        })),
      ],
    }
  },
})

export const arrearsTable = defineIntent({
  name: 'arrears.table',
  who: { permission: 'billing.view' },
  command: {
    noun: 'tunggakan',
    verb: 'excel',
    aliases: ['xlsx', 'ekspor', 'export'],
    about: { id: 'Umur tunggakan sebagai Excel', en: 'Age of debts as Excel' },
    examples: ['/tunggakan excel'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    const { on } = await ageing(deps)
    await drawLater(deps, turn, { form: 'xlsx', on })
    return { text: words(turn).balances.makingTable }
  },
})

function drawLater(
  deps: Deps,
  turn: Turn,
  { form, on }: { form: 'chart' | 'xlsx'; on: string },
): Promise<void> {
  const { language } = turn.person
  const { arrearsPaper } = words(turn).balances
  return later(deps, {
    kind: 'ageing.draw',
    form,
    conversationId: turn.conversationId,
    language,
    words: { ...arrearsPaper, subtitle: sayDay(on, language) },
  })
}

/** What went over from one bill to the next, and what balances stand at. */
export const billingReport = defineIntent({
  name: 'billing.report',
  who: { permission: 'reports.view' },
  command: {
    noun: 'laporan',
    verb: 'tagihan',
    aliases: ['billing', 'saldo'],
    about: { id: 'Statistik tagihan, kelebihan, dan saldo', en: 'Figures of billing and balances' },
    examples: ['/laporan tagihan'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    return { text: words(turn).balances.report(await makeBillingReport(deps), IDLE_DAYS) }
  },
})
