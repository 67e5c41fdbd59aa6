import { z } from 'zod'
import { chooseInvoice } from '../../domain/billing/choose-invoice.ts'
import { isOwed } from '../../domain/billing/invoice.ts'
import { overviewOfInvoices } from '../../domain/billing/list-invoices.ts'
import { sendInvoices } from '../../domain/billing/send-invoice.ts'
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
      const { sent, unreachable } = await sendInvoices(deps)
      const none = sent + unreachable === 0
      return { text: none ? words(turn).balances.noArrears : invoices.sent(sent, unreachable) }
    }
    const { id, number, state } = await chooseInvoice(deps, tagihan)
    if (!isOwed(state)) return { text: invoices.notOwed(number ?? `#${id}`, state) }
    const { sent, unreachable } = await sendInvoices(deps, { invoiceId: id })
    return { text: invoices.sent(sent, unreachable) }
  },
})
