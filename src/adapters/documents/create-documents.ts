import type { Documents } from '../../domain/documents/documents.ts'
import { type LaneOptions, openLane } from './lane.ts'

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
    voucherSheet: (sheet) => batches.make('voucherSheet', sheet),
    voucherWorkbook: (sheet) => batches.make('voucherWorkbook', sheet),
    receipt: (receipt) => papers.make('receipt', receipt),
    brochure: (brochure) => papers.make('brochure', brochure),
    chart: (chart) => papers.make('chart', chart),
    qr: (text) => papers.make('qr', text),
    close: async () => {
      await Promise.all([batches.close(), papers.close()])
    },
  }
}
