import { parentPort } from 'node:worker_threads'
import { Refusal } from '../../domain/refusal.ts'
import type { Answer, DocumentKind, Job, Made } from './job.ts'

// The program of the thread. Libraries are loaded by the first document that needs them.
parentPort?.on('message', (job: Job) => void answer(job))

async function answer(job: Job) {
  const began = performance.now()
  try {
    const made = await make(job)
    const tookMs = Math.round(performance.now() - began)
    if (!(made instanceof Uint8Array)) return say({ id: job.id, made, tookMs })
    // A copy of our own: buffers of libraries may be pooled, or not theirs to hand over.
    const bytes = new Uint8Array(made)
    say({ id: job.id, made: bytes, tookMs }, [bytes.buffer])
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, details } = error
      return say({ id: job.id, refused: { code, details } })
    }
    say({ id: job.id, error: asError(error) })
  }
}

function say(answer: Answer, handedOver: ArrayBuffer[] = []) {
  parentPort?.postMessage(answer, handedOver)
}

async function make(job: Job): Promise<Made<DocumentKind>> {
  switch (job.kind) {
    case 'voucherSheet': {
      const { voucherSheet } = await import('./voucher-sheet.ts')
      return voucherSheet(job.input)
    }
    case 'voucherWorkbook': {
      const { voucherWorkbook } = await import('./voucher-workbook.ts')
      return voucherWorkbook(job.input)
    }
    case 'receipt': {
      const { receipt } = await import('./receipt.ts')
      return receipt(job.input)
    }
    case 'invoice': {
      const { invoice } = await import('./invoice.ts')
      return invoice(job.input)
    }
    case 'statement': {
      const { statement } = await import('./statement.ts')
      return statement(job.input)
    }
    case 'brochure': {
      const { brochure } = await import('./brochure.ts')
      return brochure(job.input)
    }
    case 'chart': {
      const { chart } = await import('./chart.ts')
      return chart(job.input)
    }
    case 'qr': {
      const { qrPicture } = await import('./qr.ts')
      return qrPicture(job.input)
    }
    case 'table': {
      const { tableWorkbook } = await import('./table-workbook.ts')
      return tableWorkbook(job.input)
    }
    case 'readTable': {
      const { readTable } = await import('./read-table.ts')
      return readTable(job.input)
    }
  }
}

function asError(error: unknown) {
  return error instanceof Error ? error : new Error(String(error))
}
