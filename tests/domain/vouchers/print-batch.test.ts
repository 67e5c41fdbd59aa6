import { describe, expect, test } from 'vitest'
import { printBatch } from '../../../src/domain/vouchers/print-batch.ts'
import { requestPrint } from '../../../src/domain/vouchers/request-print.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'

describe('a ready batch', () => {
  test('comes as sheets for A4 and 58 mm paper and as a table, once', async () => {
    const shop = await hotspotShop()
    const { batchId, number } = await shop.makeBatch(12)
    await shop.work()
    await printBatch(shop.deps, { batchId })

    const files = await shop.notices('batch.file')
    expect(files.map(({ file }) => file.name)).toEqual([
      `${number}.pdf`,
      `${number}-58mm.pdf`,
      `${number}.xlsx`,
    ])
    for (const { file, to } of files) {
      expect(to).toBe(shop.siti.conversationId)
      const bytes = Buffer.from(await shop.deps.files.get(file.key))
      expect(bytes.subarray(0, 4).toString('latin1')).toBe(
        file.name.endsWith('.pdf') ? '%PDF' : 'PK\u0003\u0004',
      )
    }
    for (const voucher of await shop.vouchers()) {
      expect(voucher.printed_at).toEqual(shop.clock.now())
    }
  })

  test('is printed again, in one form, for whoever asks', async () => {
    const shop = await hotspotShop()
    const { number } = await shop.makeBatch(2, { forStock: true })
    await expect(
      requestPrint(shop.deps, { number, form: 'a4', conversationId: 1 }),
    ).rejects.toMatchObject({ code: 'batch.not_ready' })
    await shop.work()
    const joko = await shop.staff('operator', 'Joko')
    const { conversationId } = joko
    await requestPrint(shop.deps, { number: number.toLowerCase(), form: 'xlsx', conversationId })
    await shop.work()
    expect(await shop.notices('batch.file')).toMatchObject([
      { number, to: conversationId, file: { name: `${number}.xlsx` } },
    ])
  })
})
