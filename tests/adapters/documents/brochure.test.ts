import { afterAll, expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import type { BrochureSheet } from '../../../src/domain/documents/documents.ts'
import { quiet } from './quiet.ts'
import { readPdf, scanPage } from './reader.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

const SHEET: BrochureSheet = {
  language: 'id',
  business: 'Nur Ramadhan Tour',
  contact: '0812-3456-7890',
  code: 'RJB-0212',
  packageName: 'Umroh Rajab Hemat',
  departsOn: '2027-02-02',
  returnsOn: '2027-02-10',
  fromCity: 'Jakarta',
  airline: 'Saudia',
  seatsLeft: 7,
  prices: { quad: 28_500_000, triple: 30_200_000, double: 32_900_000 },
  brochure: {
    pitch: 'Berangkat di bulan Rajab yang sejuk, dengan penerbangan langsung.',
    hotels: [
      { city: 'Makkah', name: 'Anjum Hotel', stars: 5, nights: 4 },
      { city: 'Madinah', name: 'Zowar International', stars: 4, nights: 3 },
    ],
    itinerary: Array.from({ length: 9 }, (_, place) => ({
      day: place + 1,
      text: `Acara hari ke-${place + 1} bersama muthawwif.`,
    })),
    included: ['Tiket pesawat', 'Visa umroh'],
    excluded: ['Pembuatan paspor'],
  },
}

test('a brochure tells the whole departure on at most two pages', async () => {
  const pages = await readPdf(await documents.brochure(SHEET))
  expect(pages.length).toBeLessThanOrEqual(2)
  const text = pages.map((page) => page.text).join(' ')
  for (const said of [
    'Nur Ramadhan Tour',
    'Umroh Rajab Hemat',
    'Kode paket RJB-0212',
    '9 hari · Berangkat dari Jakarta',
    '2 Februari 2027',
    '10 Februari 2027',
    'Saudia',
    '7 kursi',
    'Sekamar berempat',
    'Rp 28.500.000',
    'Rp 30.200.000',
    'Rp 32.900.000',
    'Anjum Hotel',
    '4 malam',
    'Selasa, 2 Februari',
    'Acara hari ke-9',
    'Visa umroh',
    'Pembuatan paspor',
    '0812-3456-7890',
  ]) {
    expect(text.replace(/\s+/g, ' ')).toContain(said)
  }
})

test('its QR opens a WhatsApp chat with the question begun', async () => {
  const bytes = await documents.brochure(SHEET)
  const pages = await readPdf(bytes)
  const [link = ''] = await scanPage(bytes, pages.length)
  const { origin, pathname, searchParams } = new URL(link)
  expect(origin + pathname).toBe('https://wa.me/6281234567890')
  expect(searchParams.get('text')).toContain('Umroh Rajab Hemat (RJB-0212)')
})

test('a contact that is no phone number is written down, without a QR', async () => {
  const bytes = await documents.brochure({ ...SHEET, contact: 'halo@nurramadhan.example' })
  const pages = await readPdf(bytes)
  expect(pages.at(-1)?.text).toContain('halo@nurramadhan.example')
  expect(await scanPage(bytes, pages.length)).toEqual([])
})

test('without a contact it asks to answer in the chat', async () => {
  const pages = await readPdf(await documents.brochure({ ...SHEET, contact: null }))
  expect(pages.at(-1)?.text).toContain('Balas chat ini')
})

test('a departure of which little is known fits one page, in English', async () => {
  const pages = await readPdf(
    await documents.brochure({
      ...SHEET,
      language: 'en',
      seatsLeft: 0,
      prices: {},
      brochure: { pitch: '', hotels: [], itinerary: [], included: [], excluded: [] },
    }),
  )
  expect(pages).toHaveLength(1)
  expect(pages[0]?.text).toContain('Fully booked')
  expect(pages[0]?.text).toContain('Ask us for the price')
  expect(pages[0]?.text).toContain('2 February 2027')
  expect(pages[0]?.text).not.toContain('Your hotels')
})

test('long texts flow on, none over another and none over the edge', async () => {
  const wordy = 'penjelasan yang panjang '.repeat(12).trim()
  const pages = await readPdf(
    await documents.brochure({
      ...SHEET,
      packageName: `Umroh Plus Turki ${'Spesial Akhir Tahun '.repeat(5)}🕋🌙`,
      business: 'Nur Ramadhan Tour dan Travel Haji Umroh Internasional Sejahtera Bersama Umat',
      airline: 'Saudi Arabian Airlines via Jeddah dan Abu Dhabi',
      fromCity: 'Surabaya, Semarang, Yogyakarta dan sekitarnya',
      brochure: {
        pitch: wordy,
        hotels: Array.from({ length: 5 }, (_, place) => ({
          city: 'Madinah Al Munawwarah',
          name: `Dar Al Taqwa Hotel by the Haram nomor ${place}`,
          stars: 9,
          nights: 1,
        })),
        itinerary: Array.from({ length: 40 }, (_, place) => ({ day: place + 1, text: wordy })),
        included: Array.from({ length: 50 }, (_, place) => `Termasuk ${place + 1}: ${wordy}`),
        excluded: ['Visa'],
      },
    }),
  )
  expect(pages.map(({ text }) => text).join(' ')).toContain('Termasuk 50')
  expect(pages.map(({ text }) => text).join(' ')).toContain('Sabtu, 13 Maret')
  for (const { width, height, words } of pages) {
    for (const { left, right, bottom } of words) {
      expect(left).toBeGreaterThan(30)
      expect(right).toBeLessThan(width - 30)
      expect(bottom).toBeLessThan(height - 20)
    }
    for (const [place, word] of words.entries()) {
      const over = words.slice(place + 1).filter((other) => overlap(word, other))
      expect(over.map(({ text }) => `${word.text} / ${text}`)).toEqual([])
    }
  }
})

type Place = { left: number; right: number; top: number; bottom: number }

function overlap(a: Place, b: Place) {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return wide > 1 && high > 2
}
