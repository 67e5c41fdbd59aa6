import { z } from 'zod'
import { billingSettings } from '../../domain/billing/billing-settings.ts'
import { choosePayer } from '../../domain/billing/choose-invoice.ts'
import { issueInvoices } from '../../domain/billing/issue-invoices.ts'
import { countBillable, linesOfCustomer } from '../../domain/billing/list-invoices-queries.ts'
import { dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { customerArgument } from './invoice-arguments.ts'

export const invoiceIssue = defineIntent({
  name: 'invoice.issue',
  who: { permission: 'billing.manage' },
  command: {
    noun: 'tagihan',
    verb: 'terbit',
    aliases: ['issue', 'terbitkan'],
    positional: ['pelanggan'],
    about: { id: 'Terbitkan tagihan langganan sekarang', en: 'Issue invoices of lines now' },
    examples: ['/tagihan terbit', '/tagihan terbit budi'],
  },
  arguments: [{ ...customerArgument, optional: true, rare: true }],
  input: z.object({ pelanggan: z.string().trim().min(1).max(60).optional() }),

  async confirm(deps, { pelanggan }, turn) {
    // One customer's is little, and nothing that would not come by itself tomorrow.
    if (pelanggan !== undefined) return undefined
    const count = await billable(deps)
    return count === 0 ? undefined : words(turn).invoices.issueAsk(count)
  },
  async run(deps, { pelanggan }, turn) {
    const { invoices } = words(turn)
    if (pelanggan === undefined) {
      if ((await billable(deps)) === 0) return { text: invoices.issueNone }
      // Thousands of them take a while: that is no work for a turn.
      await later(deps, { kind: 'invoices.issue', conversationId: turn.conversationId })
      return { text: invoices.issuing }
    }
    const { id, name } = await choosePayer(deps, pelanggan)
    const lines = await linesOfCustomer(deps.db, id)
    const issued =
      lines.length === 0
        ? 0
        : await issueInvoices(deps, { subscriptionIds: lines.map((line) => line.id) })
    if (issued > 0) return { text: invoices.issuedFor(name, issued) }
    const next = lines.map(({ nextOn }) => nextOn).toSorted()[0] ?? null
    return { text: invoices.nothingDue(name, next) }
  },
})

async function billable(deps: Deps) {
  const { issueDaysBefore } = await billingSettings(deps)
  const today = dayOf(deps.now(), deps.business.timeZone)
  return countBillable(deps.db, { today, issueDaysBefore })
}
