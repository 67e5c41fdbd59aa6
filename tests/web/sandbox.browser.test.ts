import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Program, startProgram } from '../faults/program.ts'
import { atTheEnd } from '../support/test-db.ts'
import { browserPath, openPage, overflow, PHONE } from './browser.ts'

const DESK = { viewport: { width: 1440, height: 900 }, locale: 'id-ID' }
const timeout = 40_000

type Page = Awaited<ReturnType<typeof openPage>>

/** The page as two people and the world would use it. */
function handsOn(page: Page) {
  const say = (which: 'wa' | 'tg') => async (text: string) => {
    await page.fill(`#${which}-text`, text)
    await page.press(`#${which}-text`, 'Enter')
  }
  const bubble = (which: 'wa' | 'tg') => (text: string | RegExp) =>
    page.locator(`#${which} .msg`).filter({ hasText: text }).last()
  return {
    writes: say('wa'),
    customerSees: bubble('wa'),
    types: say('tg'),
    ownerSees: bubble('tg'),
    taps: (label: string | RegExp) =>
      page.locator('#tg').getByRole('button', { name: label }).last().click(),
    result: page.locator('#login-result'),
    logIn: async (code: string, device = 'phone') => {
      await page.fill('#login-code', code)
      await page.selectOption('#login-device', device)
      await page.press('#login-code', 'Enter')
    },
  }
}

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
    const { writes, customerSees, types, ownerSees, result, logIn } = handsOn(page)
    await page.goto(`${program.url}/`)

    await writes('mau beli voucher')
    await customerSees('1. Harian').waitFor()
    await writes('1')
    const opening = page.context().waitForEvent('page')
    await customerSees('Bayar di sini').getByRole('link').click()
    const pay = await opening
    await pay
      .getByRole('button', { name: /Sandbox/ })
      .first()
      .click()
    await pay.getByRole('link', { name: /Sandbox/ }).click()
    await pay.getByRole('button', { name: /^Bayar Rp 5.000/ }).click()
    await pay.getByRole('heading', { name: 'Lunas, ini voucher Anda' }).waitFor()
    await pay.close()

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
    await ownerSees('Pendapatan: Rp 5.000').waitFor()
    await page.locator('#tg .picture img').last().waitFor()

    await page.getByRole('switch').click()
    await page.locator('#router-label').getByText('Mati').waitFor()
    await logIn(code)
    await result.getByText('Router mati').waitFor()
    await page.getByRole('switch').click()
    await page.locator('#router-label').getByText('Menyala').waitFor()

    await page.getByRole('button', { name: '+1 hari' }).click()
    await page.getByText('1 hari di depan jam Anda').waitFor()
    await page.locator('#router-facts').getByText('0 kode di router').waitFor()
    await logIn(code)
    await result.getByText('Kode tidak dikenal router').waitFor()
    await types(`/voucher cek ${code}`)
    await ownerSees('berakhir').waitFor()
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

    await page.getByRole('button', { name: 'Menu', exact: true }).click()
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
    await page.getByRole('button', { name: 'iklan umroh' }).click()
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
})
