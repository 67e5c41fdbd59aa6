import { z } from 'zod'
import { overviewOfInvoices } from '../../domain/billing/list-invoices.ts'
import { may } from '../../domain/people/permission.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { showInvoices } from './invoice-show.ts'

/** The month at a glance; with a word behind it, that invoice or that customer's. */
export const invoiceOverview = defineIntent({
  name: 'invoice.overview',
  who: { permission: 'billing.view' },
  command: {
    noun: 'tagihan',
    verb: '',
    positional: ['tagihan'],
    about: { id: 'Tagihan bulan ini', en: 'Invoices of this month' },
    examples: ['/tagihan', '/tagihan budi', '/tagihan INV/2026/11/000012'],
  },
  when: 'Somebody of the team asks how billing stands: issued, paid, open, late.',
  input: z.object({ tagihan: z.string().trim().min(1).max(60).optional() }),

  async run(deps, { tagihan }, turn) {
    if (tagihan !== undefined) return showInvoices(deps, turn, tagihan)
    const { invoices } = words(turn)
    const { buttons } = invoices
    const month = await overviewOfInvoices(deps)
    const manages = may(turn.person, 'billing.manage')
    const list = (label: string, input: Record<string, unknown>) => to(label, 'invoice.list', input)
    return {
      text: invoices.overview(month),
      choices: [
        ...(month.open > 0 ? [list(buttons.unpaid, { status: 'belum' })] : []),
        ...(month.late > 0 ? [list(buttons.late, { status: 'telat' })] : []),
        ...(month.paid > 0 ? [list(buttons.paid, { status: 'lunas', bulan: 'ini' })] : []),
        ...(month.drafts > 0 && manages
          ? [to(buttons.drafts(month.drafts), 'invoice.drafts')]
          : []),
        ...(month.open > 0 ? [to(buttons.arrears, 'arrears.show')] : []),
        ...(manages ? [to(buttons.issue, 'invoice.issue')] : []),
        ...(manages && month.open > 0
          ? [to(buttons.sendAll, 'invoice.send', { tagihan: 'semua' })]
          : []),
        ...(may(turn.person, 'reports.view') ? [to(buttons.report, 'billing.report')] : []),
        ...(may(turn.person, 'billing.settings') ? [to(buttons.settings, 'billing.settings')] : []),
      ],
    }
  },
})

function to(label: string, intent: string, input: Record<string, unknown> = {}) {
  return { label, act: { intent, input } }
}
