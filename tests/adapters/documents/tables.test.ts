import { writeXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import { quiet } from './quiet.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

describe('a sheet somebody sent', () => {
  test('is read as text: numbers with all their digits, days the same everywhere', async () => {
    const at = new Date('2026-11-21T00:00:00Z')
    const workbook = await writeXlsx({
      sheets: [
        {
          name: 'Pelanggan',
          columns: [
            {},
            { numFmt: '0000000000000' },
            {},
            { numFmt: 'm/d/yy' },
            { numFmt: '"Rp" #,##0' },
            { numFmt: '0%' },
            { numFmt: 'dd/mm/yyyy hh:mm' },
          ],
          rows: [
            ['Nama', 'HP', 'HP lain', 'Mulai', 'Harga', 'Diskon', 'Dicatat'],
            [
              ' Budi ',
              81234567890,
              6281234567890,
              at,
              150_000,
              0.11,
              new Date('2026-11-21T10:22:00Z'),
            ],
            ['=1+1', '0812-3456', 0.1 + 0.2, null, 2.5, true, null],
            [null, null, ''],
          ],
        },
        { name: 'Rahasia', hidden: true, rows: [['x']] },
        { name: 'Kosong', rows: [] },
      ],
    })
    expect(await read(workbook)).toEqual([
      {
        name: 'Pelanggan',
        rows: [
          ['Nama', 'HP', 'HP lain', 'Mulai', 'Harga', 'Diskon', 'Dicatat'],
          [
            'Budi',
            '0081234567890',
            '6281234567890',
            '2026-11-21',
            '150000',
            '11%',
            '2026-11-21 10:22',
          ],
          ['=1+1', '0812-3456', '0.3', '', '2.5', 'true', ''],
        ],
      },
    ])
  })

  test('as CSV, however its computer separates, quotes and encodes', async () => {
    const rows = [
      ['Nama', 'Alamat', 'HP'],
      ['Budi', 'Jl. "Mawar"; 1, Blok A', '081234567890'],
      ['José', 'Ruko\n2', '0811'],
    ]
    const quoted = (separator: string) =>
      rows
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator))
        .join('\r\n')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(quoted('\t'), 'utf16le')])
    for (const bytes of [
      Buffer.from(quoted(',')),
      Buffer.from(`${quoted(';')}\r\n;;\r\n`),
      Buffer.from(`\uFEFF${quoted('\t')}`),
      Buffer.from(`sep=;\r\n${quoted(';')}`),
      Buffer.from(quoted(';'), 'latin1'),
      utf16,
    ]) {
      expect(await read(bytes, 'Daftar pelanggan.csv')).toEqual([
        { name: 'Daftar pelanggan', rows },
      ])
    }
  })

  test('keeps numbers of a CSV as they stand, without the marks that hold Excel off', async () => {
    const csv = `Tanggal,Ket,HP,Jumlah\n'05/09,'TRSF DARI O'NEIL,="08123","1,500,000.00"\n`
    expect(await read(Buffer.from(csv))).toEqual([
      {
        name: 'data',
        rows: [
          ['Tanggal', 'Ket', 'HP', 'Jumlah'],
          ['05/09', "'TRSF DARI O'NEIL", '08123', '1,500,000.00'],
        ],
      },
    ])
  })

  test('is refused with what to do when it is too big', async () => {
    const most = Array.from({ length: 20_000 }, (_, place) => [`baris ${place}`])
    const full = await read(await writeXlsx({ sheets: [{ name: 'A', rows: most }] }))
    expect(full[0]?.rows).toHaveLength(20_000)
    const more = await writeXlsx({ sheets: [{ name: 'A', rows: [...most, ['lagi']] }] })
    await expectTooBig(more, { limit: 'rows', max: 20_000 })
    await expectTooBig(Buffer.from('a\n'.repeat(20_001)), { limit: 'rows', max: 20_000 })
    await expectTooBig(Buffer.from('a,'.repeat(60) + 'b'), { limit: 'columns', max: 60 })
    await expectTooBig(Buffer.alloc(10 * 1_048_576 + 1, 'a'), { limit: 'megabytes', max: 10 })
  })

  test('is refused when it is locked, damaged, or no table at all', async () => {
    const sheets = [{ name: 'A', rows: [[1]] }]
    const whole = await writeXlsx({ sheets })
    const locked = await writeXlsx({ sheets, encryption: { password: 'x', spinCount: 10 } })
    const older = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)])
    for (const [why, bytes] of [
      ['locked', locked],
      ['broken', whole.slice(0, whole.length / 2)],
      ['kind', older],
      ['kind', Buffer.from('%PDF-1.7\nsomething')],
      ['kind', Buffer.from('<html><table></table></html>')],
      ['kind', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3])],
    ] as const) {
      await expect(read(bytes, 'data.xls')).rejects.toMatchObject({
        name: 'Refusal',
        code: 'table.unreadable',
        details: { name: 'data.xls', why },
      })
    }
  })
})

test('a table that is written reads back, with money, days and hours as sheets know them', async () => {
  const bytes = await documents.table({
    title: 'Pelanggan',
    sheets: [
      {
        name: 'Pelanggan [aktif]: a/b sangat panjang sekali namanya',
        columns: [
          { header: 'Nama', kind: 'text' },
          { header: 'HP', kind: 'text' },
          { header: 'Tagihan', kind: 'rupiah' },
          { header: 'Jatuh tempo', kind: 'day' },
          { header: 'Dicatat', kind: 'when', timeZone: 'Asia/Makassar' },
          { header: 'Jumlah', kind: 'number' },
        ],
        rows: [
          [
            '=cmd()',
            '081234567890',
            150_000,
            '2026-12-31',
            new Date('2026-12-31T16:30:00Z'),
            12_500,
          ],
          ['Siti', null, -5_000, null, null, 0],
        ],
      },
      { name: 'Kosong', columns: [{ header: 'Nama', kind: 'text' }], rows: [] },
      { name: 'kosong', columns: [{ header: 'Nama', kind: 'text' }], rows: [['x']] },
    ],
  })
  const sheets = await read(bytes)
  expect(sheets.map(({ name }) => name)).toEqual([
    'Pelanggan  aktif   a b sangat p',
    'Kosong',
    'kosong 2',
  ])
  expect(sheets[0]?.rows).toEqual([
    ['Nama', 'HP', 'Tagihan', 'Jatuh tempo', 'Dicatat', 'Jumlah'],
    ['=cmd()', '081234567890', '150000', '2026-12-31', '2027-01-01 00:30', '12500'],
    ['Siti', '', '-5000', '', '', '0'],
  ])
})

async function read(bytes: Uint8Array, name = 'data.csv') {
  const { sheets } = await documents.readTable(bytes, { mime: 'application/octet-stream', name })
  return sheets
}

async function expectTooBig(bytes: Uint8Array, details: { limit: string; max: number }) {
  const refusal = { name: 'Refusal', code: 'table.too_big', details }
  await expect(read(bytes)).rejects.toMatchObject(refusal)
}
