import { expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import {
  type DeliveryPaper,
  drawDeliveryReport,
} from '../../../src/domain/reports/draw-delivery-report.ts'
import { makeDeliveryReport } from '../../../src/domain/reports/make-delivery-report.ts'
import { talk } from '../../support/talk.ts'
import { numbers } from '../sending/numbers.ts'

type Sample = {
  state?: 'queued' | 'sent' | 'failed' | 'dropped' | 'superseded'
  fate?: 'accepted' | 'delivered' | 'read' | 'failed'
  error?: string
  at?: string
  tookSeconds?: number
  price?: [category: string, type: string]
}

async function shop() {
  const place = await numbers({ start: '2026-11-20T15:30:00+07:00' })
  const cloud = await place.number('cloud', 'toko')
  const linked = await place.number('baileys', 'cabang')
  const chats = [
    await place.chat(cloud.accountId, '+62811'),
    await place.chat(linked.accountId, '+62812'),
  ]
  const sent = (number: 0 | 1, sample: Sample) => {
    const at = new Date(sample.at ?? '2026-11-20T09:10:00+07:00')
    return place.db
      .insertInto('outbox')
      .values({
        conversation_id: chats[number]?.id ?? 0,
        content: JSON.stringify({ message: { text: 'x' } }),
        state: sample.state ?? 'sent',
        fate: sample.fate ?? null,
        error: sample.error ?? null,
        created_at: at,
        sent_at: at,
        delivered_at:
          sample.tookSeconds === undefined
            ? null
            : new Date(at.getTime() + sample.tookSeconds * 1000),
        price_category: sample.price?.[0] ?? null,
        price_type: sample.price?.[1] ?? null,
      })
      .execute()
  }
  return { ...place, sent }
}

test('every message is counted once, by number, with why it failed and what Meta bills', async () => {
  const { deps, sent } = await shop()
  await sent(0, { fate: 'read', tookSeconds: 2, price: ['utility', 'regular'] })
  await sent(0, { fate: 'delivered', tookSeconds: 4, price: ['service', 'free_customer_service'] })
  await sent(0, { fate: 'delivered', tookSeconds: 60 })
  await sent(0, { fate: 'failed', error: 'marketing_limit · 131049 · Too many' })
  await sent(1, { fate: 'accepted' })
  await sent(1, { state: 'failed', error: 'WhatsApp answered 500' })
  await sent(1, { state: 'queued', error: 'quiet' })
  await sent(1, { state: 'dropped', error: 'opted_out' })
  await sent(1, { state: 'superseded' })
  await sent(1, { fate: 'read', at: '2026-11-20T14:00:00+07:00' })
  await sent(1, { fate: 'read', at: '2026-11-19T23:59:59+07:00' })

  const report = await makeDeliveryReport(deps, 'today')
  expect(report.all).toEqual({
    written: 9,
    sent: 5,
    delivered: 4,
    read: 2,
    failed: 2,
    waiting: 1,
    dropped: 1,
    medianSeconds: 4,
  })
  expect(
    report.numbers.map(({ name, written, medianSeconds }) => [name, written, medianSeconds]),
  ).toEqual([
    ['toko', 4, 4],
    ['cabang', 5, null],
  ])
  expect(report.failures).toEqual([
    { code: 'marketing_limit', count: 1 },
    { code: null, count: 1 },
  ])
  expect(report.drops).toEqual([{ code: 'opted_out', count: 1 }])
  expect(report.prices).toEqual([
    { category: 'utility', billed: 1, free: 0 },
    { category: 'service', billed: 0, free: 1 },
  ])
  expect(report.busiest).toEqual({ hour: 9, count: 6 })
  expect(report.series).toHaveLength(24)
  expect(report.series[9]).toEqual({
    label: '09',
    read: 1,
    delivered: 2,
    sent: 1,
    waiting: 1,
    failed: 2,
  })
})

test('a week and a month have all their days, the empty ones too', async () => {
  const { deps, sent } = await shop()
  await sent(0, { fate: 'read', at: '2026-11-14T00:00:00+07:00' })
  await sent(0, { fate: 'read', at: '2026-11-13T23:59:59+07:00' })
  const week = await makeDeliveryReport(deps, 'week')
  expect(week.series.map(({ label }) => label)).toEqual(['14', '15', '16', '17', '18', '19', '20'])
  expect(week.series[0]?.read).toBe(1)
  const month = await makeDeliveryReport(deps, 'month')
  expect(month.series).toHaveLength(20)
  expect(month.all.read).toBe(2)
})

test('the owner reads the report in chat, gets a chart, and a workbook by a button', async () => {
  const { deps, staff, customer, cloud } = await talk()
  const owner = await staff('owner')
  await customer().say('halo')
  await deps.db
    .updateTable('outbox')
    .set({ fate: 'read' })
    .where('provider_id', 'like', `${cloud.door.channel}-%`)
    .execute()
  const said = (await owner.say('/laporan kirim')).at(-1)?.text
  expect(said).toContain('📨 Laporan kirim WhatsApp hari ini, 2 November 2026')
  expect(said).toContain('Ditulis 1 · terkirim 1')
  expect(said).toContain('Sampai 1 (100%) · dibaca 1 (100%)')
  await owner.tap('📄 Excel')
  await deps.db
    .updateTable('people')
    .set({ language: 'en' })
    .where('id', '=', owner.personId)
    .execute()
  expect((await owner.say('/laporan kirim 7 days')).at(-1)?.text).toContain('Arrived 1 (100%)')

  const papers = await deps.db
    .selectFrom('effects')
    .where('kind', '=', 'delivery.draw')
    .select('payload')
    .orderBy('id')
    .execute()
  expect(papers).toHaveLength(3)
  for (const { payload } of papers.slice(0, 2)) {
    await drawDeliveryReport(deps, payload as unknown as DeliveryPaper)
  }
  const rows = await deps.db.selectFrom('outbox').select('content').orderBy('id').execute()
  const files = rows.flatMap(({ content }) =>
    'notice' in content && content.notice.code === 'report.chart'
      ? [content.notice.details.file]
      : [],
  )
  expect(files.map(({ name }) => name)).toEqual([
    'kirim-2026-11-02.png',
    'kirim-2026-11-02-2026-11-02.xlsx',
  ])
  const [chart, sheet] = files
  if (!chart || !sheet) throw new Error('no files')
  expect(
    Buffer.from(await deps.files.get(chart.key))
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  const documents = createDocuments({ log: deps.log })
  const table = await documents.readTable(await deps.files.get(sheet.key), sheet)
  await documents.close()
  expect(table.sheets.map(({ name }) => name)).toContain('Nomor')
})

test('who may not see reports is not told', async () => {
  const { staff } = await talk()
  const sales = await staff('sales', '78')
  expect((await sales.say('/laporan kirim')).at(-1)?.text).not.toContain('Laporan kirim')
})
