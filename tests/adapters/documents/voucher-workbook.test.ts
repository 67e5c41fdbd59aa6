import { readXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import { quiet } from './quiet.ts'
import { sheetOf } from './sheets.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

test('the workbook of a batch has a row a voucher, under a header that stays in view', async () => {
  const sheet = await workbook(
    sheetOf(2, {
      onlineSeconds: 7_200,
      vouchers: [
        { code: 'AAA111', password: 'rahasia' },
        { code: 'BBB222', password: 'BBB222', state: 'sold' },
      ],
    }),
  )
  const promise = 'Internetan 2 jam · Berlaku 1 hari sejak login pertama'
  const link = 'http://wifi.lokal/login?username='
  expect(sheet.rows).toEqual([
    ['No', 'Kode', 'Sandi', 'Paket', 'Harga', 'Status', 'Masa berlaku', 'Tautan login'],
    [
      1,
      'AAA111',
      'rahasia',
      'Harian',
      5_000,
      'Siap dijual',
      promise,
      `${link}AAA111&password=rahasia`,
    ],
    [2, 'BBB222', 'BBB222', 'Harian', 5_000, 'Terjual', promise, `${link}BBB222&password=BBB222`],
  ])
  expect(sheet.freezePane).toEqual({ rows: 1 })
  expect(sheet.cells?.get('0,1')?.style?.font?.bold).toBe(true)
  expect(sheet.cells?.get('1,4')?.style?.numFmt).toBe('"Rp" #,##0')
  expect(sheet.columns?.map(({ width }) => width)).toEqual([7, 18, 18, 12, 14, 14, 48, 40])
})

test('codes are text: zeros in front stay, and nothing is ever a formula', async () => {
  const tricky = ['00012345', '1E5', '=1+1', '+62812', '-7', '@SUM(A1)', '2027-02-02', '<b>&"']
  const sheet = await workbook(
    sheetOf(0, {
      package: '=HYPERLINK("http://jahat.example","Harian")',
      vouchers: tricky.map((code) => ({ code, password: code })),
    }),
  )
  expect(sheet.rows.slice(1).map((row) => row[1])).toEqual(tricky)
  for (const cell of sheet.cells?.values() ?? []) expect(cell.formula).toBeUndefined()
  for (const column of [1, 2, 3]) {
    const cell = sheet.cells?.get(`1,${column}`)
    expect(cell).toMatchObject({ type: 'string', style: { numFmt: '@' } })
  }
})

test('ten thousand vouchers fit in one workbook, in English too', async () => {
  const sheet = await workbook(sheetOf(10_000, { language: 'en', priceRupiah: 0, loginUrl: null }))
  expect(sheet.name).toBe('Vouchers')
  expect(sheet.rows).toHaveLength(10_001)
  expect(sheet.rows[10_000]?.slice(0, 7)).toEqual([
    10_000,
    'K10000XY',
    'K10000XY',
    'Harian',
    0,
    'Ready to sell',
    'Valid for 1 day from first login',
  ])
})

test('a batch of one is a workbook too', async () => {
  const sheet = await workbook(sheetOf(1))
  expect(sheet.rows).toHaveLength(2)
})

async function workbook(sheet: Parameters<typeof documents.voucherWorkbook>[0]) {
  const { sheets } = await readXlsx(await documents.voucherWorkbook(sheet), { readStyles: true })
  const [only] = sheets
  if (!only || sheets.length > 1) throw new Error(`${sheets.length} sheets`)
  return only
}
