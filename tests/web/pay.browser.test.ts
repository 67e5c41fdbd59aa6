import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { PaymentView } from '../../src/domain/payments/payment-view.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { aCharge, fakeOrder, NOW, QRIS, startWeb, TOKEN } from '../adapters/web/test-web.ts'
import { until } from '../support/until.ts'
import { browserPath, openPage, overflow, PHONE } from './browser.ts'
import { payableName } from '../../src/domain/payments/payable.ts'

const PAID = { paidAt: NOW, receiptNumber: 'KW/2026/11/000042' }
const ACCOUNT = { bank: 'BCA', number: '8410-123-456', holder: 'Sari Wulandari' }

beforeAll(async () => {
  const place = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const bytes = await readFile(place)
  prepareZXingModule({ overrides: { wasmBinary: bytes.buffer } })
})

async function scan(png: Uint8Array) {
  return (await readBarcodes(png)).map(({ text }) => text)
}

describe.skipIf(browserPath === undefined)('the payment page in a browser', () => {
  test('a customer taps QRIS, pays, and gets the voucher without touching the page again', async () => {
    const { web, url, order } = await startWeb({}, { streams: { lookMs: 60_000 } })
    const page = await openPage()
    await page.goto(`${url}/pay/${TOKEN}`)
    expect(await page.title()).toBe('Total bayar Rp 5.000 · Kopi & WiFi Bu Sari')

    await page.getByRole('button', { name: 'QRIS' }).click()
    await page.waitForURL(`${url}/pay/${TOKEN}`)
    expect(order.chosen).toEqual(['qris'])
    expect(await scan(await page.locator('.qr').screenshot())).toEqual([QRIS])

    // Would be gone after a reload.
    await page.evaluate('window.sameVisit = true')
    Object.assign(order.view, { state: 'paid', charge: null, ...PAID })
    web.payChanged(payableName(order.view.ref))
    await page.getByRole('heading', { name: 'Pembayaran diterima' }).waitFor()

    Object.assign(order.view, { state: 'delivered', codes: ['H1-7KQ4-MX2P'] })
    web.payChanged(payableName(order.view.ref))
    await page.getByText('H1-7KQ4-MX2P').waitFor()
    expect(await page.evaluate('window.sameVisit')).toBe(true)
    expect(await page.title()).toContain('Lunas, ini voucher Anda')
    expect(await page.locator('#news').textContent()).toBe('Lunas, ini voucher Anda')

    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Unduh kwitansi' }).click()
    expect((await download).suggestedFilename()).toBe('KW_2026_11_000042.pdf')
    expect(page.complaints).toEqual([])
  })

  test('the code can be saved as a picture, for a wallet on the same phone', async () => {
    const order = fakeOrder({ charge: aCharge() })
    const { url } = await startWeb({ pay: order.pay })
    const page = await openPage()
    await page.goto(`${url}/pay/${TOKEN}`)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Simpan gambar QR' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('qris-5000.png')
    expect(await scan(await readFile(await file.path()))).toEqual([QRIS])
    expect(page.complaints).toEqual([])
  })

  test('account and amount are copied by a tap, with and without a clipboard', async () => {
    const charge = aCharge({ amountRupiah: 5123, uniqueCode: 123, details: { account: ACCOUNT } })
    const order = fakeOrder({ charge })
    const { url } = await startWeb({ pay: order.pay })
    const page = await openPage({ ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(`${url}/pay/${TOKEN}`)
    await page.getByRole('button', { name: 'Salin nomor rekening' }).click()
    await page.getByText('Tersalin').first().waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('8410123456')

    // A phone that opened the page over plain http has no clipboard of the new kind.
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    await page.getByRole('button', { name: 'Salin jumlah' }).click()
    await until(() => page.evaluate('navigator.clipboard.readText()'), '5123')
  })

  test('a phone without JavaScript chooses, waits and sees the code', async () => {
    const order = fakeOrder()
    order.pay.choose = async () => {
      order.view.charge = aCharge({ state: 'reserved', details: {} })
    }
    const { url } = await startWeb({ pay: order.pay })
    const page = await openPage({ ...PHONE, javaScriptEnabled: false })
    await page.goto(`${url}/pay/${TOKEN}`)
    await page.getByRole('button', { name: 'QRIS' }).click()
    await page.getByText('Menyiapkan pembayaran').waitFor()
    expect(await page.getByText('Salin').count()).toBe(0)

    order.view.charge = aCharge()
    await page.getByText('Scan QRIS ini').waitFor({ timeout: 10_000 })
    expect(await scan(await page.locator('.qr').screenshot())).toEqual([QRIS])
  })

  test('where the live line is refused, the page asks again by itself', async () => {
    const { url, order } = await startWeb({}, { streams: { streams: 0 } })
    const page = await openPage()
    await page.clock.install()
    await page.goto(`${url}/pay/${TOKEN}`)
    Object.assign(order.view, { state: 'cancelled' })
    await page.clock.runFor(6_000)
    await page.getByRole('heading', { name: 'Pesanan dibatalkan' }).waitFor()
    expect(await page.title()).toContain('Pesanan dibatalkan')
  })

  test('the time left is counted from what we said, and at its end the page looks again', async () => {
    const order = fakeOrder({ charge: aCharge({ expiresAt: new Date(NOW.getTime() + 4_000) }) })
    const { url } = await startWeb({ pay: order.pay }, { streams: { lookMs: 60_000 } })
    const page = await openPage()
    // The phone's own clock is years behind.
    await page.clock.install({ time: new Date('2019-01-01T00:00:00Z') })
    await page.goto(`${url}/pay/${TOKEN}`)
    const timer = page.getByRole('timer')
    expect(await timer.textContent()).toBe('00:04')
    await page.clock.runFor(2_000)
    expect(await timer.textContent()).toMatch(/^00:0[0-2]$/)

    Object.assign(order.view, { state: 'expired', charge: null })
    await page.clock.runFor(2_000)
    await page.getByRole('heading', { name: 'Waktu bayarnya sudah lewat' }).waitFor()
  })

  test('an impatient second tap, even on another button, does nothing', async () => {
    const { url, order } = await startWeb()
    const page = await openPage()
    await page.goto(`${url}/pay/${TOKEN}`)
    await page.evaluate(`for (const method of ['qris', 'qris', 'transfer']) {
      document.querySelector('[action$="/' + method + '"] button').click()
    }`)
    await page.getByText('Menunggu pembayaran').waitFor()
    expect(order.chosen).toEqual(['qris'])
  })

  test('a refusal is read out and leaves the page usable', async () => {
    const order = fakeOrder()
    const choose = order.pay.choose
    order.pay.choose = () => Promise.reject(new Refusal('charge.no_unique_amount', {}))
    const { url } = await startWeb({ pay: order.pay })
    const page = await openPage()
    await page.goto(`${url}/pay/${TOKEN}`)
    await page.getByRole('button', { name: 'Transfer bank' }).click()
    await page.getByRole('alert').getByText('Transfer manual sedang penuh').waitFor()

    order.pay.choose = choose
    await page.getByRole('button', { name: 'QRIS' }).click()
    await page.locator('.qr').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  const scenes: Record<string, Partial<PaymentView>> = {
    open: { lines: [{ kind: 'text', text: 'Voucher'.repeat(12), amountRupiah: 5000 }] },
    qris: { charge: aCharge() },
    account: {
      charge: aCharge({
        details: { code: { label: 'Nomor virtual account', value: '88083901081234567890' } },
      }),
    },
    transfer: {
      openRupiah: 9_999_000,
      amountRupiah: 9_999_000,
      charge: aCharge({ amountRupiah: 9_999_123, uniqueCode: 123, details: { account: ACCOUNT } }),
    },
    delivered: { state: 'delivered', codes: ['HOTSPOT-7KQ4-MX2P / rahasia-sekali'], ...PAID },
    expired: { state: 'expired' },
  }
  test.each(Object.entries(scenes))(
    'on the smallest phone nothing sticks out and every button is big enough: %s',
    async (_name, view) => {
      const order = fakeOrder(view)
      const { url } = await startWeb({ pay: order.pay })
      const page = await openPage({ ...PHONE, viewport: { width: 320, height: 568 } })
      await page.goto(`${url}/pay/${TOKEN}`)
      expect(await overflow(page)).toBe(0)
      for (const button of await page.locator('button:visible, a.button:visible').all()) {
        expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
      }
      expect(page.complaints).toEqual([])
    },
  )
})
