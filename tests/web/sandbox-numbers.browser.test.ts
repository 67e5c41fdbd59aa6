import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Program, startProgram } from '../faults/program.ts'
import { atTheEnd } from '../support/test-db.ts'
import { browserPath, openPage, overflow, PHONE } from './browser.ts'
import { DESK, handsOn } from './sandbox-hands.ts'

const timeout = 60_000

describe.skipIf(browserPath === undefined)('numbers of WhatsApp in the sandbox', () => {
  let program: Program
  let settings: Record<string, string>
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wicara-page-'))
    settings = { PORT: '0', DATA_DIR: path.join(folder, 'data') }
    program = await startProgram(settings, folder)
    atTheEnd(async () => {
      await program.stop()
      await rm(folder, { recursive: true, force: true })
    })
  }, timeout)

  test(
    'a window that shut is said plainly, and what is handed in at Meta gets approved',
    async () => {
      const page = await openPage(DESK)
      const { writes, customerSees, types, ownerSees, taps } = handsOn(page)
      await page.goto(`${program.url}/sandbox`)
      await writes('admin')
      await ownerSees('ingin bicara').waitFor()
      await taps(/^Ambil/)
      await ownerSees('Anda yang pegang').waitFor()
      await page.getByRole('button', { name: '+1 hari' }).click()
      await page.getByText('1 hari di depan jam Anda').waitFor()
      await page.getByRole('button', { name: '+1 jam' }).click()
      await page.getByText('1 hari 1 jam di depan').waitFor()
      await ownerSees('ingin bicara').getByRole('button', { name: 'Balas pesan ini' }).click()
      await page.keyboard.type('Maaf baru sempat')
      await page.keyboard.press('Enter')
      await ownerSees(/24 jam/).waitFor()
      expect(await customerSees('Maaf baru sempat').count()).toBe(0)

      await types('/template ajukan ticket.closed')
      await taps('Ya, lanjutkan')
      await page.getByRole('button', { name: 'Meta menyetujui 1 template' }).click()
      await ownerSees(/disetujui/).waitFor()
      expect(page.complaints).toEqual([])
    },
    timeout,
  )

  test(
    'a number is linked by its QR, answers, is lost and is linked again',
    async () => {
      const page = await openPage(DESK)
      const { writes, customerSees, types, ownerSees, taps, happens } = handsOn(page)
      await page.goto(`${program.url}/sandbox`)
      await page.locator('#customers').selectOption({ label: 'Maya Sari' })
      expect(await page.locator('#wa-number').isVisible()).toBe(false)
      await types('/wa tambah cadangan')
      await page.getByRole('button', { name: 'Pindai QR' }).click()
      await ownerSees('Tersambung: 0811-0000-8801').waitFor()

      await page.locator('#wa-number').selectOption({ label: '0811-0000-8801' })
      await writes('mau beli voucher')
      await customerSees('1. Harian').waitFor()
      await page.locator('#wa .mine .ticks.read').last().waitFor()

      await happens(/Putus jaringan/)
      await writes('menu')
      await page.locator('#wa .mine .ticks.sent').last().waitFor()
      await happens(/Sambung lagi/)
      await customerSees('Ada yang bisa dibantu').waitFor()

      await happens(/Cabut dari ponsel/)
      await ownerSees('tidak tertaut lagi').waitFor()
      await taps('Tautkan sekarang')
      await page.getByRole('button', { name: 'Pindai QR' }).click()
      await page.locator('#numbers-list').getByText('tersambung').waitFor()
      await happens(/Diambil perangkat lain/)
      await ownerSees('diambil alih').waitFor()
      await taps('Sambungkan lagi')
      await page.locator('#numbers-list').getByText('tersambung').waitFor()
      expect(page.complaints).toEqual([])
    },
    timeout,
  )

  test(
    'whoever asks for a person gets a topic of the team, and is answered from it',
    async () => {
      const page = await openPage(DESK)
      const { writes, customerSees, types, ownerSees, room } = handsOn(page)
      await page.goto(`${program.url}/sandbox`)
      await page.getByRole('button', { name: 'Buat grup tim' }).click()
      await room('Tim Ops').waitFor()
      await page.locator('#customers').selectOption({ label: 'Umar Faruq' })
      await writes('admin')
      await room(/Umar Faruq/).click()
      await ownerSees(/👤 Umar Faruq/).waitFor()
      await types('Halo Pak Umar, ada apa?')
      await customerSees('Halo Pak Umar, ada apa?').waitFor()
      await writes('internet lambat')
      await ownerSees('internet lambat').waitFor()
      expect(page.complaints).toEqual([])
    },
    timeout,
  )

  test(
    'what was linked and made is there after a new start, also on a small phone',
    async () => {
      await program.stop()
      program = await startProgram(settings, folder)
      const page = await openPage(PHONE)
      const { writes, customerSees, room } = handsOn(page)
      await page.goto(`${program.url}/sandbox`)
      await page.locator('#customers').selectOption({ label: 'Lina Kartika' })
      await page.locator('#wa-number').selectOption({ label: '0811-0000-8801' })
      expect(await overflow(page)).toBe(0)
      await page.getByRole('button', { name: 'Pemilik', exact: true }).click()
      await room('Tim Ops').waitFor()
      expect(await overflow(page)).toBe(0)
      await page.getByRole('button', { name: 'Dunia', exact: true }).click()
      await page.locator('#numbers-list').getByText('tersambung').waitFor()
      await page.getByRole('button', { name: 'Pelanggan', exact: true }).click()
      await writes('menu')
      await customerSees('Ada yang bisa dibantu').waitFor()
      expect(await overflow(page)).toBe(0)
      expect(page.complaints).toEqual([])
    },
    timeout,
  )
})
