import type { Documents } from '../../domain/documents/documents.ts'
import { type LaneOptions, openLane } from './lane.ts'
import { refuseTooLarge } from './table-limits.ts'

/** Up to here a buyer may be waiting for his vouchers; a batch for the shop is larger. */
const BOUGHT_AT_ONCE = 90

/**
 * Documents are made in threads of their own, so that ten thousand vouchers never hold up a
 * chat. There are two: what somebody waits for at his phone does not queue behind a print run.
 * Both end when they have been idle for a while and give their memory back.
 */
export function createDocuments({
  log,
  idleMs = 15_000,
  timeoutMs = 180_000,
}: Pick<LaneOptions, 'log'> & Partial<LaneOptions>): Documents & { close(): Promise<void> } {
  const batches = openLane({ log, idleMs, timeoutMs })
  const papers = openLane({ log, idleMs, timeoutMs })
  return {
    voucherSheet: (sheet) => {
      const lane = sheet.vouchers.length <= BOUGHT_AT_ONCE ? papers : batches
      return lane.make('voucherSheet', sheet)
    },
    voucherWorkbook: (sheet) => batches.make('voucherWorkbook', sheet),
    receipt: (receipt) => papers.make('receipt', receipt),
    invoice: (sheet) => papers.make('invoice', sheet),
    statement: (sheet) => papers.make('statement', sheet),
    brochure: (brochure) => papers.make('brochure', brochure),
    chart: (chart) => papers.make('chart', chart),
    qr: (text) => papers.make('qr', text),
    table: (workbook) => batches.make('table', workbook),
    readTable: async (bytes, { name }) => {
      refuseTooLarge(bytes)
      return papers.make('readTable', { bytes, name })
    },
    close: async () => {
      await Promise.all([batches.close(), papers.close()])
    },
  }
}
