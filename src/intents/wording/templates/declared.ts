import type { TemplateCategory } from '../../../domain/templates/meta-template.ts'
import type { TemplateVariable } from '../../../domain/templates/template.ts'
import { type Meaning, type VariableName, vocabulary } from './vocabulary.ts'

type Both = { id: string; en: string }

/** One text of ours that customers read, as it may be changed in chat. */
export type Declared = {
  group: Group
  title: Both
  category: TemplateCategory
  variables: DeclaredVariable[]
}
export type DeclaredVariable = TemplateVariable & Meaning

export const groups = {
  bills: { id: 'Tagihan', en: 'Invoices' },
  money: { id: 'Pembayaran & saldo', en: 'Payments & balances' },
  vouchers: { id: 'Pesanan & voucher', en: 'Orders & vouchers' },
  lines: { id: 'Layanan internet', en: 'Internet lines' },
  talks: { id: 'Pendaftaran, tiket & prospek', en: 'Registrations, tickets & leads' },
  resellers: { id: 'Reseller', en: 'Resellers' },
  broadcasts: { id: 'Siaran', en: 'Broadcasts' },
} satisfies Record<string, Both>
export type Group = keyof typeof groups

/**
 * `pay_url!` must be in the text, `package?` has no value at times (and then its `[ ]` or its line
 * goes unsaid), and what has no mark may be used or not. Every text may name the customer and us.
 */
function text(group: Group, id: string, en: string, names: string): Declared {
  const all = [...new Set(['customer_name', 'business_name', ...names.split(' ')])]
  const category = group === 'broadcasts' || id.startsWith('Brosur') ? 'marketing' : 'utility'
  return { group, title: { id, en }, category, variables: all.map(variable) }
}

function variable(marked: string): DeclaredVariable {
  const name = marked.replace(/[!?]$/, '')
  if (!isKnown(name)) throw new Error(`no variable ${name}`)
  return {
    name,
    ...(marked.endsWith('!') && { required: true }),
    ...(marked.endsWith('?') && { optional: true }),
    ...vocabulary[name],
  }
}

function isKnown(name: string): name is VariableName {
  return name in vocabulary
}

export const declared = {
  'invoice.issued': text(
    'bills',
    'Tagihan terbit',
    'Invoice issued',
    'invoice_number package? total open_amount! due_date pay_url! carried? from_balance?',
  ),
  'invoice.issued.covered': text(
    'bills',
    'Tagihan terbit, lunas dari saldo',
    'Invoice issued, paid by the balance',
    'invoice_number! package? total carried? from_balance?',
  ),
  'invoice.reminder.soon': text(
    'bills',
    'Pengingat sebelum jatuh tempo',
    'Reminder before it is due',
    'invoice_number package? due_in due_date open_amount! pay_url!',
  ),
  'invoice.reminder.today': text(
    'bills',
    'Pengingat hari jatuh tempo',
    'Reminder on the day it is due',
    'invoice_number package? due_date open_amount! pay_url!',
  ),
  'invoice.reminder.late': text(
    'bills',
    'Pengingat lewat jatuh tempo',
    'Reminder when overdue',
    'invoice_number package? due_date open_amount! pay_url!',
  ),
  'invoice.paid': text(
    'bills',
    'Tagihan lunas',
    'Invoice paid',
    'invoice_number! amount! method paid_until? unique_code? surplus? receipt_number receipt_url',
  ),
  'invoice.partly_paid': text(
    'bills',
    'Tagihan dibayar sebagian',
    'Invoice paid in part',
    'invoice_number amount! method open_amount! pay_url!',
  ),
  'invoice.not_owed': text(
    'bills',
    'Uang masuk untuk tagihan yang sudah selesai',
    'Money for an invoice nobody owes',
    'invoice_number amount! method',
  ),
  'invoice.balance_applied': text(
    'bills',
    'Saldo dipakai, masih kurang',
    'Balance used, some still open',
    'invoice_number amount! open_amount! pay_url!',
  ),
  'invoice.balance_applied.settled': text(
    'bills',
    'Saldo dipakai, lunas',
    'Balance used, settled',
    'invoice_number amount!',
  ),
  'invoice.voided': text(
    'bills',
    'Tagihan dibatalkan',
    'Invoice cancelled',
    'invoice_number! reason to_balance?',
  ),
  'invoice.credited': text(
    'bills',
    'Tagihan dikurangi',
    'Invoice reduced',
    'invoice_number amount! reason open_amount!',
  ),
  'invoice.credited.settled': text(
    'bills',
    'Tagihan dikurangi sampai habis',
    'Invoice reduced to nothing',
    'invoice_number amount! reason',
  ),
  'payment.received': text(
    'money',
    'Pembayaran pesanan diterima',
    'Payment of an order received',
    'amount! method receipt_number unique_code? order_number',
  ),
  'payment.surplus.over': text('money', 'Bayar lebih', 'Paid too much', 'amount!'),
  'payment.surplus.late': text('money', 'Bayar terlambat', 'Paid too late', 'amount!'),
  'payment.surplus.double': text('money', 'Bayar dua kali', 'Paid twice', 'amount!'),
  'payment.short': text(
    'money',
    'Pembayaran masih kurang',
    'Payment too low',
    'order_number paid open_amount!',
  ),
  'payment.refunded': text(
    'money',
    'Pesanan dikembalikan ke saldo',
    'Order refunded to the balance',
    'order_number amount!',
  ),
  'payment.reversed': text(
    'money',
    'Pembayaran dibatalkan',
    'Payment taken back',
    'amount! invoice_number reason open_amount!',
  ),
  'refund.sent': text('money', 'Uang dikirim kembali', 'Money sent back', 'amount! method'),
  'transfer.declined': text(
    'money',
    'Transfer tidak ditemukan',
    'Transfer not found',
    'amount what',
  ),
  'proof.declined': text('money', 'Bukti bayar belum cocok', 'Proof not confirmed', 'amount? what'),
  'balance.raised': text('money', 'Saldo ditambah', 'Balance raised', 'amount! reason balance'),
  'balance.lowered': text('money', 'Saldo dikurangi', 'Balance lowered', 'amount! reason balance'),
  'balance.paid_out': text(
    'money',
    'Saldo diserahkan tunai',
    'Balance paid out',
    'amount! reason balance',
  ),
  'balance.reminder': text('money', 'Pengingat saldo', 'Reminder of a balance', 'balance!'),
  'order.expired': text('vouchers', 'Pesanan kedaluwarsa', 'Order expired', 'package to_balance?'),
  'order.waiting_for_router': text(
    'vouchers',
    'Voucher menunggu router',
    'Voucher waits for the router',
    'package',
  ),
  'voucher.delivered': text(
    'vouchers',
    'Kode voucher',
    'Voucher code',
    'package codes! validity network? login_step receipt_number?',
  ),
  'voucher.delivered.many': text(
    'vouchers',
    'Beberapa kode voucher',
    'Several voucher codes',
    'package quantity codes! validity network? login_step receipt_number?',
  ),
  'service.isolated': text(
    'lines',
    'Internet diisolir, belum bayar',
    'Line isolated, unpaid',
    'package username',
  ),
  'service.isolated.asked': text(
    'lines',
    'Internet dihentikan admin',
    'Line paused by the team',
    'package username',
  ),
  'service.restored': text('lines', 'Internet aktif lagi', 'Line on again', 'package username'),
  'service.stopped': text('lines', 'Langganan berhenti', 'Line ended', 'package username'),
  'service.changed': text(
    'lines',
    'Paket berubah',
    'Package changed',
    'package! package_before username',
  ),
  'registration.approved': text(
    'talks',
    'Pendaftaran disetujui',
    'Registration approved',
    'package install_date! technician?',
  ),
  'registration.declined': text('talks', 'Pendaftaran ditolak', 'Registration declined', 'reason!'),
  'registration.installed': text('talks', 'Internet terpasang', 'Installed', 'package username'),
  'ticket.closed': text('talks', 'Tiket selesai', 'Ticket done', 'ticket_number trouble note!'),
  'lead.brochure': text(
    'talks',
    'Brosur untuk prospek',
    'Brochure for a lead',
    'package! departure_date price_from',
  ),
  'reseller.welcome': text(
    'resellers',
    'Selamat datang reseller',
    'Welcome to a reseller',
    'customer_name',
  ),
  'reseller.deposited': text(
    'resellers',
    'Deposit bertambah',
    'Deposit grew',
    'amount! method deposit open_amount? receipt_number?',
  ),
  'reseller.low': text('resellers', 'Deposit rendah', 'Deposit low', 'deposit! deposit_limit'),
  'reseller.refunded': text(
    'resellers',
    'Penjualan dibatalkan',
    'Sale cancelled',
    'order_number amount! deposit',
  ),
  'broadcast.news': text(
    'broadcasts',
    'Kabar di luar 24 jam (siaran)',
    'News outside 24 hours (broadcast)',
    'news!',
  ),
} satisfies Record<string, Declared>

export type TemplateKey = keyof typeof declared

export function isTemplateKey(key: string): key is TemplateKey {
  return key in declared
}
