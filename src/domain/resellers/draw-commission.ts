import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { type CommissionReport, commissionReport } from './commission-report.ts'
import type { Month } from './span.ts'

/** Asked for in the words of whoever asked, since tables speak too. */
export type CommissionPaper = {
  month: Month
  conversationId: number
  words: {
    title: string
    reseller: string
    pieces: string
    paid: string
    retail: string
    commission: string
    deposit: string
    total: string
  }
}

/** Effect `reseller.report`: the commission of a month as a workbook, in the chat that asked. */
export async function drawCommission(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business' | 'documents' | 'files'>,
  { month, conversationId, words }: CommissionPaper,
) {
  const report = await commissionReport(deps, month)
  const xlsx = await deps.documents.table({
    title: words.title,
    sheets: [
      {
        name: words.reseller,
        columns: [
          { header: words.reseller, kind: 'text' },
          { header: words.pieces, kind: 'number' },
          { header: words.paid, kind: 'rupiah' },
          { header: words.retail, kind: 'rupiah' },
          { header: words.commission, kind: 'rupiah' },
          { header: words.deposit, kind: 'rupiah' },
        ],
        rows: [
          ...report.rows.map((row) => [row.name, ...figuresOf(row)]),
          [words.total, ...figuresOf(report.total)],
        ],
      },
    ],
  })
  const name = `reseller-${month}.xlsx`
  const file = { key: `reports/${conversationId}-${name}`, name, mime: XLSX }
  await deps.files.put(file.key, xlsx)
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, { code: 'report.chart', details: { file } }),
  )
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function figuresOf(row: CommissionReport['total']) {
  return [row.pieces, row.amountRupiah, row.retailRupiah, row.commissionRupiah, row.depositRupiah]
}
