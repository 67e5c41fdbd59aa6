import { parentPort } from 'node:worker_threads'
import type { Answer, Job } from './job.ts'

// The program of the thread. Libraries are loaded by the first document that needs them.
parentPort?.on('message', (job: Job) => void answer(job))

async function answer(job: Job) {
  const began = performance.now()
  try {
    // A copy of our own: buffers of libraries may be pooled, or not theirs to hand over.
    const bytes = new Uint8Array(await make(job))
    const tookMs = Math.round(performance.now() - began)
    parentPort?.postMessage({ id: job.id, bytes, tookMs } satisfies Answer, [bytes.buffer])
  } catch (error) {
    parentPort?.postMessage({ id: job.id, error: asError(error) } satisfies Answer, [])
  }
}

async function make(job: Job): Promise<Uint8Array> {
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
  }
}

function asError(error: unknown) {
  return error instanceof Error ? error : new Error(String(error))
}
