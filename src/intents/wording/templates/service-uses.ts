import type { NoticeCode } from '../../../domain/messages/notice.ts'
import { formatRupiah as rp } from '../../../domain/money.ts'
import type { Language } from '../../../domain/people/person.ts'
import { resellers as resellersEn } from '../en/resellers.ts'
import { ticketKinds as kindsEn } from '../en/tickets.ts'
import { resellers as resellersId } from '../id/resellers.ts'
import { ticketKinds as kindsId } from '../id/tickets.ts'
import { sayValidity } from '../say-terms.ts'
import { above0, type TemplateUse } from './template-use.ts'

const kinds = { id: kindsId, en: kindsEn }
const resellers = { id: resellersId, en: resellersEn }

const voucherWords: Record<
  Language,
  { code: string; password: string; open: (url: string) => string; opens: string }
> = {
  id: {
    code: 'Kode',
    password: 'Sandi',
    open: (url) => `Buka ${url} (atau pindai QR), masukkan kodenya.`,
    opens: 'Halaman login terbuka sendiri; masukkan kodenya.',
  },
  en: {
    code: 'Code',
    password: 'Password',
    open: (url) => `Open ${url} (or scan the QR) and enter the code.`,
    opens: 'The login page opens by itself; enter the code.',
  },
}
const payLabels: Record<Language, string> = { id: 'Tagihan & bayar', en: 'Bills & payment' }

export const serviceUses = {
  'order.expired': {
    key: () => 'order.expired',
    values: (one) => ({ package: one.package, to_balance: above0(one.toWalletRupiah) }),
  },
  'order.waiting_for_router': {
    key: () => 'order.waiting_for_router',
    values: (one) => ({ package: one.package }),
  },
  'voucher.delivered': {
    key: ({ codes }) => (codes.length > 1 ? 'voucher.delivered.many' : 'voucher.delivered'),
    values: (one, { language }) => {
      const words = voucherWords[language]
      return {
        package: one.package,
        quantity: String(one.codes.length),
        codes: one.codes
          .map(({ code, password }) =>
            code === password
              ? `${words.code}: ${code}`
              : `${words.code}: ${code}  ${words.password}: ${password}`,
          )
          .join('\n'),
        validity: sayValidity({ ...one, dataBytes: one.dataBytes ?? null }, language),
        network: one.network ?? '',
        login_step: one.loginUrl ? words.open(one.loginUrl) : words.opens,
        receipt_number: one.receiptNumber,
      }
    },
    along: ({ file }) => (file ? { file } : {}),
  },
  'service.isolated': {
    key: ({ because }) => (because === 'unpaid' ? 'service.isolated' : 'service.isolated.asked'),
    values: (one) => ({ package: one.package, username: one.username }),
    along: ({ because }, language) =>
      because === 'unpaid'
        ? {
            choices: [{ label: payLabels[language], act: { intent: 'customer.bills', input: {} } }],
          }
        : {},
  },
  'service.restored': {
    key: () => 'service.restored',
    values: (one) => ({ package: one.package, username: one.username }),
  },
  'service.stopped': {
    key: () => 'service.stopped',
    values: (one) => ({ package: one.package, username: one.username }),
  },
  'service.changed': {
    key: () => 'service.changed',
    values: (one) => ({
      package: one.package,
      username: one.username,
      package_before: one.before,
    }),
  },
  'ticket.closed': {
    key: () => 'ticket.closed',
    values: (one, { language }) => ({
      ticket_number: String(one.ticketId),
      trouble: kinds[language][one.kind],
      note: one.note,
    }),
  },
  'registration.approved': {
    key: () => 'registration.approved',
    values: (one, { day }) => ({
      customer_name: one.name,
      package: one.package,
      install_date: day(one.installOn),
      technician: one.technician ?? '',
    }),
  },
  'registration.declined': {
    key: () => 'registration.declined',
    values: (one) => ({ customer_name: one.name, reason: one.reason }),
  },
  'registration.installed': {
    key: () => 'registration.installed',
    values: (one) => ({ package: one.package, username: one.username }),
  },
  'lead.brochure': {
    key: () => 'lead.brochure',
    values: (one, { day }) => ({
      package: one.package,
      departure_date: day(one.departsOn),
      price_from: rp(one.fromRupiah),
    }),
    along: ({ file }) => ({ file }),
  },
  'reseller.welcome': {
    key: () => 'reseller.welcome',
    values: ({ name }) => ({ customer_name: name }),
  },
  'reseller.deposited': {
    key: () => 'reseller.deposited',
    values: (one, { method }) => ({
      amount: rp(one.amountRupiah),
      method: method(one.method),
      deposit: rp(one.depositRupiah),
      open_amount: above0(one.openRupiah),
      receipt_number: one.receiptNumber ?? '',
    }),
  },
  'reseller.low': {
    key: () => 'reseller.low',
    values: (one) => ({ deposit: rp(one.depositRupiah), deposit_limit: rp(one.lowRupiah) }),
    along: (_one, language) => ({
      choices: ['100000', '200000', '500000'].map((jumlah) => ({
        label: resellers[language].topUpBy(rp(Number(jumlah))),
        act: { intent: 'reseller.top_up', input: { jumlah } },
      })),
    }),
  },
  'reseller.refunded': {
    key: () => 'reseller.refunded',
    values: (one) => ({
      order_number: String(one.orderId),
      amount: rp(one.amountRupiah),
      deposit: rp(one.depositRupiah),
    }),
  },
} satisfies { [Code in NoticeCode]?: TemplateUse<Code> }
