import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Program, startProgram } from '../faults/program.ts'
import { atTheEnd } from '../support/test-db.ts'
import { browserPath, openPage, overflow, PHONE } from './browser.ts'
import { DESK, handsOn } from './sandbox-hands.ts'

const timeout = 60_000

describe.skipIf(browserPath === undefined)('the sandbox in a browser', () => {
  let program: Program
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'wicara-page-'))
    program = await startProgram({ PORT: '0', DATA_DIR: path.join(folder, 'data') }, folder)
    atTheEnd(async () => {
      await program.stop()
      await rm(folder, { recursive: true, force: true })
    })
  }, timeout)

  test('a customer buys, goes online, and the owner watches it happen', { timeout }, async () => {
    const page = await openPage(DESK)
    const { writes, customerSees, types, ownerSees, result, logIn, pays } = handsOn(page)
    await page.goto(`${program.url}/`)

    await writes('mau beli voucher')
    await customerSees('voucher WiFi yang mana').getByRole('button', { name: 'Menu' }).click()
    await page.locator('#sheet-rows').getByRole('button', { name: 'Harian' }).click()
    await pays(customerSees('Bayar di sini'), 'Lunas, ini voucher Anda')

    const voucher = customerSees('Kode:')
    const code = /Kode: (\w+)/.exec((await voucher.textContent()) ?? '')?.[1] ?? ''
    expect(code).toMatch(/^\w{6,}$/)
    await page.waitForFunction(`document.querySelector('#wa .picture img')?.naturalWidth > 100`)

    // The link in the message is the hotspot's login page, which the panel plays.
    await voucher.getByRole('link').click()
    expect(await page.inputValue('#login-code')).toBe(code)
    await logIn('SALAH-1')
    await result.getByText('Kode tidak dikenal router').waitFor()
    await logIn(code.toLowerCase())
    await result.getByText(`${code} tersambung`).waitFor()
    await page.locator('#sessions').getByText(code).waitFor()
    await logIn(code, 'laptop')
    await result.getByText('sedang dipakai di perangkat lain').waitFor()

    await types(`/voucher cek ${code}`)
    await ownerSees(/sedang dipakai|aktif/).waitFor()
    await types('/laporan')
    await ownerSees('Uang masuk: Rp').waitFor()
    await page.locator('#tg .picture img').last().waitFor()

    const power = page.getByRole('switch', { name: 'Daya router' })
    await power.click()
    await page.locator('#router-label').getByText('Mati').waitFor()
    await logIn(code)
    await result.getByText('Router mati').waitFor()
    await power.click()
    await page.locator('#router-label').getByText('Menyala').waitFor()

    await page.getByRole('button', { name: '+1 hari' }).click()
    await page.getByText('1 hari di depan jam Anda').waitFor()
    await page.locator('#router-count').getByText('0 kode').waitFor()
    await logIn(code)
    await result.getByText('Kode tidak dikenal router').waitFor()
    await types(`/voucher cek ${code}`)
    await ownerSees('berakhir').waitFor()
    expect(page.complaints).toEqual([])
  })

  test('many go off line at once, and the owner is told once', { timeout }, async () => {
    const page = await openPage(DESK)
    const { ownerSees } = handsOn(page)
    await page.goto(`${program.url}/sandbox`)
    const cable = page.getByRole('switch', { name: 'Kabel ke rumah pelanggan' })
    await cable.click()
    await page
      .locator('#lines-facts')
      .getByText(/^0 dari/)
      .waitFor()
    await ownerSees('putus hampir bersamaan').waitFor()
    await cable.click()
    await ownerSees(/Gangguan di router pusat selesai/).waitFor()
    expect(await page.locator('#tg .msg').filter({ hasText: 'hampir bersamaan' }).count()).toBe(1)
    expect(page.complaints).toEqual([])
  })

  test('a list of customers from the disk of the owner is brought in', { timeout }, async () => {
    const page = await openPage(DESK)
    const { ownerSees, taps, types } = handsOn(page)
    await page.goto(`${program.url}/sandbox`)
    await page.getByRole('button', { name: 'Lampirkan file' }).click()
    await page.keyboard.press('Enter')
    await ownerSees('3 baru, 1 sudah ada, 1 bermasalah').waitFor()
    await taps(/Jalankan/)
    await ownerSees('PIN').waitFor()
    await types('274916')
    await ownerSees('3 dimasukkan').waitFor()
    expect(page.complaints).toEqual([])
  })

  test('the owner makes a batch, and gets its sheets', { timeout }, async () => {
    const page = await openPage(DESK)
    const { types, ownerSees, taps } = handsOn(page)
    await page.goto(`${program.url}/sandbox`)
    await types('/voucher buat harian 20')
    await ownerSees('Buat 20 voucher').waitFor()
    await taps('Ya, lanjutkan')
    await ownerSees('20 voucher Harian siap').waitFor()
    await ownerSees('58mm.pdf').waitFor()
    await ownerSees('.xlsx').waitFor()
    await page.getByRole('button', { name: /58mm\.pdf/ }).click()
    await page.locator('#viewer iframe').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#viewer').waitFor({ state: 'hidden' })

    await page.locator('#tg-menu').click()
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate('document.activeElement.innerText')).toContain('/paket')
    await page.keyboard.press('Escape')
    await page.fill('#tg-text', '/la')
    await page.locator('#tg-suggest').getByText('/laporan').waitFor()
    expect(page.complaints).toEqual([])
  })

  test('an ad becomes a lead, and a person takes over and hands back', { timeout }, async () => {
    const page = await openPage(DESK)
    const { writes, customerSees, ownerSees, taps } = handsOn(page)
    await page.goto(`${program.url}/sandbox`)
    await page.getByRole('button', { name: 'Dari iklan' }).click()
    await customerSees('berapa orang').getByRole('button', { name: 'Menu' }).click()
    await page.locator('#sheet-rows').getByRole('button', { name: '4' }).click()
    await customerSees('bulan apa').waitFor()
    await writes('Februari, dari Jakarta')
    await customerSees(/Umroh Berkah.*\.pdf/).waitFor()
    await ownerSees('Prospek baru').waitFor()

    await taps('Ambil obrolan ini')
    await ownerSees('sekarang Anda yang pegang').waitFor()
    await writes('hotelnya dekat masjid?')
    await ownerSees('hotelnya dekat').getByRole('button', { name: 'Balas pesan ini' }).click()
    await page.keyboard.type('Dekat, jalan kaki 5 menit')
    await page.keyboard.press('Enter')
    await customerSees('Dekat, jalan kaki 5 menit').waitFor()
    await taps(/^Kembalikan .* ke bot/)
    await ownerSees(/^Obrolan dengan .* kembali ke bot/).waitFor()
    await writes('menu')
    await customerSees('Ada yang bisa dibantu').waitFor()
    expect(page.complaints).toEqual([])
  })

  test('on a phone one thing is seen at a time, and nothing sticks out', { timeout }, async () => {
    const page = await openPage(PHONE)
    await page.goto(`${program.url}/sandbox`)
    await page.locator('#wa-chat').waitFor()
    for (const [tab, id] of [
      ['Pelanggan', '#wa'],
      ['Pemilik', '#tg'],
      ['Dunia', '.world'],
    ] as const) {
      await page.getByRole('button', { name: tab, exact: true }).click()
      await page.locator(id).waitFor()
      expect(await page.locator('main > :visible').count()).toBe(1)
      expect(await overflow(page)).toBe(0)
    }
    expect(page.complaints).toEqual([])
  })

  // Last, since a month later nobody of the shop has paid.
  test('a customer gets a line, pays, forgets a month, and pays again', { timeout }, async () => {
    const page = await openPage(DESK)
    const { writes, customerSees, types, ownerSees, pays, line } = handsOn(page)
    await page.goto(`${program.url}/sandbox`)
    // Whoever runs this at night would wait for the morning's reminders.
    await types('/wa atur tenang=7-7')
    await types('/pppoe buat "Budi Santoso" 6281234567801 rumah20 user=budi')
    await ownerSees('User: budi').waitFor()
    await line('budi').getByText('belum ada modem').waitFor()
    await line('budi').getByRole('button', { name: 'Dial' }).click()
    await line('budi').getByText('rumah20').waitFor()

    await writes('tagihan')
    const bill = customerSees(/Tagihan INV.*Rp 165\.000/s)
    await bill.waitFor()
    await pays(bill, 'Pembayaran selesai')
    await customerSees('No. kwitansi').waitFor()

    await page.getByRole('button', { name: '+30 hari' }).click()
    await page.getByText(/3[01] hari di depan/).waitFor()
    await page.getByRole('button', { name: '+1 hari' }).click()
    await page.getByText(/3[12] hari di depan/).waitFor()
    await customerSees('jatuh tempo hari ini').waitFor()
    await customerSees('diisolir').waitFor()
    await line('budi').getByText('diisolir').waitFor()

    await writes('bayar')
    const due = customerSees(/Bayar di sini/)
    await due.waitFor()
    await pays(due, 'Pembayaran selesai')
    await customerSees('menyala lagi').waitFor()
    // The modem dials again by itself, and gets what was paid for.
    await line('budi').getByText('rumah20').waitFor()
    expect(page.complaints).toEqual([])
  })
})
