import { z } from 'zod'
import { billingSettings } from '../../domain/billing/billing-settings.ts'
import { choosePayer } from '../../domain/billing/choose-invoice.ts'
import { draftInvoice, dropDraft, issueDraft } from '../../domain/billing/draft-invoice.ts'
import { readInvoice } from '../../domain/billing/invoice-queries.ts'
import { draftIds } from '../../domain/billing/list-invoices-queries.ts'
import { checkCreditTerms } from '../../domain/billing/plan-cash.ts'
import { addDays, dayOf } from '../../domain/day.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readCount } from '../understand/read-quantity.ts'
import { words } from '../wording/words.ts'
import {
  amountArgument,
  customerArgument,
  LEAST_RUPIAH,
  MOST_RUPIAH,
  readRupiah,
} from './invoice-arguments.ts'
import { showInvoice } from './invoice-show.ts'

const LONGEST_TERM_DAYS = 30

export const invoiceMake = defineIntent({
  name: 'invoice.make',
  who: { permission: 'billing.manage' },
  command: {
    noun: 'tagihan',
    verb: 'buat',
    aliases: ['make', 'create', 'tambah'],
    positional: ['pelanggan', 'jumlah', 'keterangan'],
    about: { id: 'Tagihan di luar langganan', en: 'An invoice for anything else' },
    examples: [
      '/tagihan buat budi 150rb "Biaya pemasangan"',
      '/tagihan buat budi 150rb "Router bekas" diskon=25rb',
    ],
  },
  arguments: [
    customerArgument,
    amountArgument,
    {
      name: 'keterangan',
      aliases: ['untuk', 'text', 'for'],
      ask: { id: 'Untuk apa? (tampil di tagihan)', en: 'What for? (stands on the invoice)' },
      rule: { id: '3 sampai 120 huruf', en: '3 to 120 letters' },
    },
    {
      name: 'diskon',
      aliases: ['discount', 'potongan'],
      optional: true,
      rare: true,
      ask: { id: 'Potongannya?', en: 'The discount?' },
      rule: {
        id: 'jumlah uang, kurang dari tagihannya',
        en: 'an amount below the total',
      },
    },
    {
      name: 'tempo',
      aliases: ['due', 'hari'],
      optional: true,
      rare: true,
      ask: { id: 'Boleh dibayar berapa hari lagi?', en: 'Payable within how many days?' },
      rule: { id: 'angka hari 1 sampai 30', en: 'a number of days from 1 to 30' },
    },
  ],
  input: z.object({
    pelanggan: z.string().trim().min(1).max(60),
    jumlah: typed(readRupiah).pipe(z.number().int().min(LEAST_RUPIAH).max(MOST_RUPIAH)),
    keterangan: z.string().trim().min(3).max(120),
    diskon: typed(readRupiah).pipe(z.number().int().min(0).max(MOST_RUPIAH)).optional(),
    tempo: typed((text) => readCount(text.replace(/\s*(?:hari|days?)$/i, '')))
      .pipe(z.number().int().min(1).max(LONGEST_TERM_DAYS))
      .optional(),
  }),

  async run(deps, { pelanggan, jumlah, keterangan, diskon = 0, tempo }, turn) {
    const { id: personId } = await choosePayer(deps, pelanggan)
    const { firstDueDays } = await billingSettings(deps)
    // Longer than anybody else has: that is credit.
    const isCredit = tempo !== undefined && tempo > firstDueDays
    if (isCredit) await checkCreditTerms(deps, { personId, moreRupiah: jumlah - diskon })
    const today = dayOf(deps.now(), deps.business.timeZone)
    const { invoiceId } = await draftInvoice(deps, {
      personId,
      lines: [{ text: keterangan, amountRupiah: jumlah }],
      discountRupiah: diskon,
      dueOn: addDays(today, tempo ?? firstDueDays),
      by: turn.person.id,
    })
    const draft = await readInvoice(deps.db, invoiceId)
    if (!draft) throw new Error(`there is no invoice ${invoiceId}`)
    const { text, ...rest } = showInvoice(deps, turn, draft)
    return { text: `${text}\n\n${words(turn).invoices.draftReady}`, ...rest }
  },
})

/** Reached by the button under a draft, which shows all that would be asked for. */
export const invoiceIssueDraft = defineIntent({
  name: 'invoice.issue_draft',
  who: { permission: 'billing.manage' },
  input: z.object({ invoiceId: z.number().int().positive() }),
  async run(deps, { invoiceId }, turn) {
    const { number } = await issueDraft(deps, { invoiceId, by: turn.person.id })
    const issued = await readInvoice(deps.db, invoiceId)
    const text = words(turn).invoices.draftIssued(number)
    if (!issued) return { text }
    const shown = showInvoice(deps, turn, issued)
    return { ...shown, text: `${text}\n\n${shown.text}` }
  },
})

export const invoiceDropDraft = defineIntent({
  name: 'invoice.drop_draft',
  who: { permission: 'billing.manage' },
  input: z.object({ invoiceId: z.number().int().positive() }),
  async run(deps, { invoiceId }, turn) {
    await dropDraft(deps, { invoiceId, by: turn.person.id })
    return { text: words(turn).invoices.draftDropped }
  },
})

export const invoiceDrafts = defineIntent({
  name: 'invoice.drafts',
  who: { permission: 'billing.manage' },
  command: {
    noun: 'tagihan',
    verb: 'rancangan',
    aliases: ['draft', 'drafts', 'draf'],
    about: { id: 'Rancangan yang belum diterbitkan', en: 'Drafts that are not issued' },
    examples: ['/tagihan rancangan'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    const { invoices } = words(turn)
    const drafts = await draftIds(deps.db)
    if (drafts.length === 0) return { text: invoices.noDrafts }
    return {
      text: invoices.drafts,
      choices: drafts.map(({ id, customer }) => ({
        label: invoices.draftLine(id, customer),
        act: { intent: 'invoice.show', input: { tagihan: `#${id}` } },
      })),
    }
  },
})
