import { afterAll, describe, expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import { type Page, readPdf, scanPage } from './reader.ts'
import { sheetOf } from './sheets.ts'
import { quiet } from './quiet.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

const MM = 72 / 25.4

describe('a sheet of A4', () => {
  test('holds thirty vouchers, and every code is printed once', async () => {
    const sheet = sheetOf(65)
    const pages = await readPdf(await documents.voucherSheet(sheet))
    expect(pages.map(({ words }) => words.filter(isCode).length)).toEqual([30, 30, 5])
    const printed = pages.flatMap(({ words }) => words.filter(isCode).map(({ text }) => text))
    expect(printed).toEqual(sheet.vouchers.map(({ code }) => code))
  })

  test('says what is sold, for how much, for how long and by whom', async () => {
    const [page] = await readPdf(await documents.voucherSheet(sheetOf(1)))
    for (const said of [
      'Maju Jaya Net',
      'Harian',
      'Rp 5.000',
      'Berlaku 1 hari sejak login pertama',
      'WiFi: MAJUJAYA',
      'BATCH-202612-001 · 1/1',
    ]) {
      expect(page?.text).toContain(said)
    }
  })

  test('a phone held over any voucher opens the login page with that code filled in', async () => {
    const sheet = sheetOf(30)
    const scanned = await scanPage(await documents.voucherSheet(sheet), 1)
    expect(scanned.toSorted()).toEqual(
      sheet.vouchers.map(({ code }) => `http://wifi.lokal/login?username=${code}&password=${code}`),
    )
  })

  test('a password of its own is printed, and the QR carries it unharmed', async () => {
    const sheet = sheetOf(1, { vouchers: [{ code: 'AB&2', password: 'k=9 é+' }] })
    const bytes = await documents.voucherSheet(sheet)
    const [page] = await readPdf(bytes)
    expect(page?.text).toContain('Kode AB&2 Sandi k=9 é+')
    const [link = ''] = await scanPage(bytes, 1)
    const { username, password } = Object.fromEntries(new URL(link).searchParams)
    expect({ username, password }).toEqual({ username: 'AB&2', password: 'k=9 é+' })
  })

  test('a login page that already asks something keeps its question', async () => {
    const loginUrl = 'https://wifi.lokal/login?dst=http%3A%2F%2Fcontoh.id'
    const bytes = await documents.voucherSheet(sheetOf(1, { loginUrl }))
    expect(await scanPage(bytes, 1)).toEqual([`${loginUrl}&username=K00001XY&password=K00001XY`])
  })

  test('without a login page there is no QR, and the code is larger instead', async () => {
    const bytes = await documents.voucherSheet(sheetOf(3, { loginUrl: null }))
    expect(await scanPage(bytes, 1)).toEqual([])
    const [plain] = await readPdf(bytes)
    const [withQr] = await readPdf(await documents.voucherSheet(sheetOf(3)))
    expect(codeWidth(plain)).toBeGreaterThan(codeWidth(withQr) * 1.1)
  })

  test('a free voucher says so instead of Rp 0', async () => {
    const [page] = await readPdf(await documents.voucherSheet(sheetOf(1, { priceRupiah: 0 })))
    expect(page?.text).toContain('GRATIS')
    expect(page?.text).not.toContain('Rp')
  })

  test('hours, data and days are said in plain words, in both languages', async () => {
    const limits = { onlineSeconds: 5_400, dataBytes: 5 * 1024 ** 3, calendarSeconds: 30 * 86_400 }
    const [id] = await readPdf(await documents.voucherSheet(sheetOf(1, limits)))
    expect(id?.text).toContain('Internetan 1 jam 30 menit · Kuota 5 GB')
    expect(id?.text).toContain('Berlaku 30 hari sejak login pertama')
    const english = sheetOf(1, { ...limits, language: 'en', dataBytes: 1_500_000_000 })
    const [en] = await readPdf(await documents.voucherSheet(english))
    expect(en?.text).toContain('1 hour 30 minutes online · 1.5 GB of data')
    expect(en?.text).toContain('Valid for 30 days from first login')
    const forever = sheetOf(1, { calendarSeconds: null })
    const [page] = await readPdf(await documents.voucherSheet(forever))
    expect(page?.text).toContain('Tanpa batas waktu')
  })

  test('long names and emoji neither leave their card nor print as boxes', async () => {
    const sheet = sheetOf(30, {
      business: '🚀 Warung 𝗪𝗶𝗳𝗶 Sumber Rezeki Abadi Sejahtera Bersama Selamanya ✨',
      package: 'Paket Mingguan Hemat Keluarga Besar Se-RT 👨‍👩‍👧',
      network: 'SUMBER-REZEKI-ABADI-SEJAHTERA-HOTSPOT-5G',
      priceRupiah: 123_456_789,
      vouchers: sheetOf(30).vouchers.map(({ code }) => ({
        code: `prefix-yang-panjang-${code}`,
        password: `sandi-yang-panjang-${code}`,
      })),
    })
    const [page] = await readPdf(await documents.voucherSheet(sheet))
    expect(page?.text).toContain('Warung Wifi Sumber')
    expect(page?.text).not.toMatch(/\uFFFD|\p{Extended_Pictographic}/u)
    expect(page?.text).not.toContain('\0')
    const column = (210 * MM - 2 * 7 * MM) / 3
    for (const { left, right } of page?.words ?? []) {
      const card = Math.floor((left - 7 * MM) / column)
      expect(left - 7 * MM - card * column).toBeGreaterThan(2 * MM)
      expect((card + 1) * column - (right - 7 * MM)).toBeGreaterThan(2 * MM)
    }
  })
})

describe('a roll of 58 mm', () => {
  test('has one voucher under another, within what the printer reaches', async () => {
    const sheet = sheetOf(4, { layout: 'thermal58' })
    const pages = await readPdf(await documents.voucherSheet(sheet))
    expect(pages).toHaveLength(4)
    for (const [place, { width, height, text, words }] of pages.entries()) {
      expect(width).toBeCloseTo(58 * MM, 0)
      expect(text).toContain(sheet.vouchers[place]?.code)
      expect(text).toContain('Rp 5.000')
      expect(text).toContain(`BATCH-202612-001 · ${place + 1}/4`)
      expect(Math.min(...words.map(({ left }) => left))).toBeGreaterThanOrEqual(5 * MM - 0.1)
      expect(Math.max(...words.map(({ right }) => right))).toBeLessThanOrEqual(53 * MM + 0.6)
      expect(Math.max(...words.map(({ bottom }) => bottom))).toBeLessThan(height)
    }
  })

  test('scans like a sheet does, even with a code and a password of full length', async () => {
    const voucher = { code: 'hotspot-ABCDEFGH2345', password: 'zyxwvutsrqponmlkjihg' }
    const sheet = sheetOf(1, { layout: 'thermal58', vouchers: [voucher] })
    const bytes = await documents.voucherSheet(sheet)
    expect(await scanPage(bytes, 1)).toEqual([
      'http://wifi.lokal/login?username=hotspot-ABCDEFGH2345&password=zyxwvutsrqponmlkjihg',
    ])
    const [page] = await readPdf(bytes)
    expect(page?.text).toContain('Kode hotspot-ABCDEFGH2345 Sandi zyxwvutsrqponmlkjihg')
  })

  test('is short when there is no QR to print', async () => {
    const layout = 'thermal58'
    const [plain] = await readPdf(
      await documents.voucherSheet(sheetOf(1, { layout, loginUrl: null })),
    )
    const [withQr] = await readPdf(await documents.voucherSheet(sheetOf(1, { layout })))
    expect(plain?.height).toBeLessThan((withQr?.height ?? 0) - 36 * MM)
    expect(plain?.text).toContain('Buka halaman login, ketik kode')
  })
})

function isCode({ text }: { text: string }) {
  return /^K\d{5}XY$/.test(text)
}

function codeWidth(page: Page | undefined) {
  const code = page?.words.find(isCode)
  return code ? code.right - code.left : 0
}
