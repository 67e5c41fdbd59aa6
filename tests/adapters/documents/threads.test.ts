import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import { quiet } from './quiet.ts'
import { readPdf } from './reader.ts'
import { sheetOf } from './sheets.ts'

test('while ten thousand vouchers are printed, chats go on and buyers get theirs', async () => {
  const documents = createDocuments({ log: quiet })
  try {
    const delay = monitorEventLoopDelay({ resolution: 10 })
    const sheet = sheetOf(10_000)
    delay.enable()
    const before = performance.eventLoopUtilization()
    const order: string[] = []
    const printing = documents.voucherSheet(sheet).then((bytes) => {
      order.push('batch')
      return bytes
    })
    // By then the print run has its thread.
    await documents.qr('first')
    await documents.voucherSheet(sheetOf(3)).then(() => order.push('bought'))
    const bytes = await printing
    const { utilization } = performance.eventLoopUtilization(before)
    delay.disable()
    expect(order).toEqual(['bought', 'batch'])
    // Of the time it took the program itself was busy for next to nothing, and never for long.
    expect(utilization).toBeLessThan(0.25)
    expect(delay.percentile(99) / 1e6).toBeLessThan(100)
    const text = Buffer.from(bytes).toString('latin1')
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(334)
    expect(bytes.length).toBeLessThan(12_000_000)
  } finally {
    await documents.close()
  }
}, 120_000)

test('what cannot be made is refused, and the next document is made', async () => {
  const documents = createDocuments({ log: quiet })
  try {
    const tooLong = documents.qr('x'.repeat(5_000))
    const fine = documents.qr('fine')
    await expect(tooLong).rejects.toThrow(/too big/)
    expect((await fine).length).toBeGreaterThan(100)
  } finally {
    await documents.close()
  }
})

test('a document that never ends is given up, and the next one gets a fresh thread', async () => {
  const warned: string[] = []
  const log = { ...quiet, warn: (_: unknown, words: string) => void warned.push(words) }
  const documents = createDocuments({ log: log as typeof quiet, timeoutMs: 2_500 })
  try {
    const endless = documents.voucherSheet(sheetOf(100_000))
    const next = documents.voucherSheet(sheetOf(91))
    await expect(endless).rejects.toThrow('voucherSheet took over 2500 ms')
    expect(await readPdf(await next)).toHaveLength(4)
    expect(warned).toEqual(['document not made'])
  } finally {
    await documents.close()
  }
})

test('closing rejects what is not made yet, and takes no more orders', async () => {
  const documents = createDocuments({ log: quiet })
  const orders = [documents.voucherSheet(sheetOf(10_000)), documents.voucherSheet(sheetOf(1))]
  const ends = Promise.allSettled(orders)
  await documents.close()
  for (const { status } of await ends) expect(status).toBe('rejected')
  await expect(documents.qr('late')).rejects.toThrow('documents are closed')
})

test('a thread that rests does not keep the program from ending', async () => {
  const program = `
    import { createDocuments } from '${import.meta.resolve('../../../src/adapters/documents/create-documents.ts')}'
    const log = { debug() {}, warn() {} }
    const documents = createDocuments({ log, idleMs: 600_000 })
    console.log((await documents.qr('x')).length > 100)`
  const cwd = fileURLToPath(new URL('../../..', import.meta.url))
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 15_000,
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = await once(child, 'exit')
  expect({ code, said: said.trim() }).toEqual({ code: 0, said: 'true' })
})
