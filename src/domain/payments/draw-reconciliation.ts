import type { Day } from '../day.ts'
import type { Deps } from '../deps.ts'
import type { TableColumn } from '../documents/documents.ts'
import { inTransaction } from '../in-transaction.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import { reconcile } from './reconcile.ts'
import type { GatewayDay, Mismatch } from './reconciliation.ts'

/** Asked for in the words of whoever asked, since a sheet speaks too. */
export type ReconciliationPaper = {
  /** The first of the month. */
  month: Day
  conversationId: number
  words: {
    title: string
    days: string
    mismatches: string
    columns: Record<
      'gateway' | 'day' | 'payments' | 'paid' | 'booked' | 'back' | 'settled' | 'fee' | 'off',
      string
    >
    found: Record<'kind' | 'about' | 'day' | 'amount', string>
    kinds: Record<Mismatch['kind'], string>
    total: string
  }
}

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'business' | 'gateways' | 'documents' | 'files'>

/** Effect `reconciliation.draw`: the month as a workbook, each day a row, and what does not match. */
export async function drawReconciliation(deps: Needs, paper: ReconciliationPaper) {
  const { month, conversationId, words } = paper
  const report = await reconcile(deps, month)
  const { columns: named } = words
  const rupiah = ['paid', 'booked', 'back', 'settled', 'fee', 'off'] as const
  const columns: TableColumn[] = [
    { header: named.gateway, kind: 'text' },
    { header: named.day, kind: 'day' },
    { header: named.payments, kind: 'number' },
    ...rupiah.map((name) => ({ header: named[name], kind: 'rupiah' as const })),
  ]
  const bytes = await deps.documents.table({
    title: words.title,
    sheets: [
      {
        name: words.days,
        columns,
        rows: report.gateways.flatMap(({ gateway, days, sum }) => [
          ...days.map((one) => [gateway, one.day, ...row(one)]),
          [`${words.total} ${gateway}`, null, ...row(sum)],
        ]),
      },
      {
        name: words.mismatches,
        columns: [
          { header: words.found.kind, kind: 'text' },
          { header: words.found.about, kind: 'text' },
          { header: words.found.day, kind: 'day' },
          { header: words.found.amount, kind: 'rupiah' },
        ],
        rows: report.mismatches.map((one) => [
          words.kinds[one.kind],
          aboutOf(one),
          'day' in one ? one.day : null,
          amountOf(one),
        ]),
      },
    ],
  })
  const name = `rekon-${month.slice(0, 7)}.xlsx`
  const file: FileRef = { key: `reports/${conversationId}-${name}`, name, mime: XLSX }
  await deps.files.put(file.key, bytes)
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, { code: 'reconciliation.file', details: { file } }),
  )
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function row(one: Omit<GatewayDay, 'day'>) {
  return [
    one.payments,
    one.paidRupiah,
    one.bookedRupiah,
    one.backRupiah,
    one.settledRupiah,
    one.feeRupiah,
    one.paidRupiah - one.bookedRupiah,
  ]
}

function aboutOf(one: Mismatch): string {
  if ('reference' in one) return `${one.gateway} ${one.reference}`
  if ('customer' in one) return `#${one.paymentId} ${one.customer}`
  return one.kind === 'waiting' ? String(one.count) : one.gateway
}

function amountOf(one: Mismatch): number | null {
  if (one.kind === 'day') return one.paidRupiah - one.bookedRupiah
  return 'amountRupiah' in one ? one.amountRupiah : null
}
