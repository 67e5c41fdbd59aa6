import { z } from 'zod'
import { chooseInvoice } from '../../domain/billing/choose-invoice.ts'
import { isOwed } from '../../domain/billing/invoice.ts'
import { overviewOfInvoices } from '../../domain/billing/list-invoices.ts'
import { sendInvoices } from '../../domain/billing/send-invoice.ts'
import { later } from '../../domain/effects/later.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { invoiceArgument } from './invoice-arguments.ts'

const isAll = (text: string) => /^(?:semua|all)$/i.test(text)

export const invoiceSend = defineIntent({
  name: 'invoice.send',
  who: { permission: 'billing.manage' },
  command: {
    noun: 'tagihan',
    verb: 'kirim',
    aliases: ['send', 'ingatkan', 'remind'],
    positional: ['tagihan'],
    about: {
      id: 'Kirim ulang tagihan lewat WhatsApp, satu atau semua',
      en: 'Send invoices again by WhatsApp',
    },
    examples: ['/tagihan kirim budi', '/tagihan kirim semua'],
  },
  arguments: [invoiceArgument],
  input: z.object({ tagihan: z.string().trim().min(1).max(60) }),

  async confirm(deps, { tagihan }, turn) {
    if (!isAll(tagihan)) return undefined
    const { open, openRupiah } = await overviewOfInvoices(deps)
    return open === 0 ? undefined : words(turn).invoices.sendAllAsk(open, openRupiah)
  },
  async run(deps, { tagihan }, turn) {
    const { invoices } = words(turn)
    if (isAll(tagihan)) {
      const { open } = await overviewOfInvoices(deps)
      if (open === 0) return { text: words(turn).balances.noArrears }
      // Thousands of them take a while: that is no work for a turn.
      await later(deps, { kind: 'invoices.send', conversationId: turn.conversationId })
      return { text: invoices.sendingAll }
    }
    const { id, number, state } = await chooseInvoice(deps, tagihan)
    if (!isOwed(state)) return { text: invoices.notOwed(number ?? `#${id}`, state) }
    const { sent, unreachable } = await sendInvoices(deps, { invoiceId: id })
    return { text: invoices.sent(sent, unreachable) }
  },
})
