import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, describe, expect, test } from 'vitest'
import { shortNumber } from '../../../src/adapters/documents/chart-labels.ts'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import type { Chart } from '../../../src/domain/documents/documents.ts'
import { quiet } from './quiet.ts'
import { scanPicture } from './reader.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

describe('a QR picture', () => {
  test('is read by a scanner as exactly what was written', async () => {
    const text = 'http://wifi.lokal/login?username=AB%262&password=k%3D9'
    const png = await documents.qr(text)
    const { width, height } = await loadImage(png)
    expect([width, height]).toEqual([512, 512])
    expect(await scanPicture(png)).toEqual([text])
  })

  test('carries Indonesian, emoji and a long QRIS payload', async () => {
    const payload = `00020101021226570011ID.DANA.WWW${'0123456789'.repeat(20)}5303360`
    for (const text of ['Selamat datang é 🕋', payload]) {
      expect(await scanPicture(await documents.qr(text))).toEqual([text])
    }
  })
})

const WEEK: Chart = {
  language: 'id',
  title: 'Pendapatan minggu ini',
  subtitle: 'Rp 3.000.000 dari 600 voucher',
  kind: 'bar',
  unit: 'rupiah',
  labels: ['Senin', 'Selasa'],
  series: [{ name: 'Pendapatan', values: [1_000_000, 2_000_000] }],
}

describe('a chart', () => {
  test('shows a day that earned twice as much twice as high', async () => {
    const bars = await barHeights(await documents.chart(WEEK))
    expect(bars).toHaveLength(2)
    expect((bars[1] ?? 0) / (bars[0] ?? 1)).toBeCloseTo(2, 1)
  })

  test('is a picture chats show unscaled, on white, with its words written', async () => {
    const { width, height, pixel, data } = await pixels(await documents.chart(WEEK))
    expect([width, height]).toEqual([1280, 720])
    expect(pixel(2, 2)).toEqual([255, 255, 255, 255])
    const dark = countIn(data, width, { top: 0, bottom: 90 }, ([r, g, b]) => r + g + b < 200)
    expect(dark).toBeGreaterThan(1_500)
  })

  test('draws a line, several series, a loss, a month of days and nothing at all', async () => {
    const days = Array.from({ length: 31 }, (_, place) => String(place + 1))
    const charts: Partial<Chart>[] = [
      {
        kind: 'line',
        unit: 'count',
        labels: days,
        series: [{ name: 'a', values: days.map(Number) }],
      },
      {
        series: [
          { name: 'a', values: [1, 2] },
          { name: 'b', values: [-3, 4] },
        ],
      },
      { title: '🚀 '.repeat(40) + 'judul yang sangat panjang '.repeat(6), language: 'en' },
      { labels: [], series: [{ name: 'a', values: [] }] },
      { series: [] },
      { series: [{ name: 'a', values: [0, 0] }] },
    ]
    const made = await Promise.all(charts.map((over) => documents.chart({ ...WEEK, ...over })))
    const sizes = await Promise.all(made.map(async (png) => (await loadImage(png)).width))
    expect(sizes).toEqual(charts.map(() => 1280))
    expect(new Set(made.map((png) => Buffer.from(png).toString('base64'))).size).toBe(made.length)
  })

  test('puts what is owed for how long on each other, and lays long names down', async () => {
    const ages: Chart = {
      ...WEEK,
      kind: 'stacked',
      series: [
        { name: 'Belum jatuh tempo', values: [1_000_000, 2_000_000] },
        { name: '>60 hari', values: [1_000_000, 0] },
      ],
    }
    const stacked = await pixels(await documents.chart(ages))
    const parts = [
      ...stackOf(stacked, stacked.width * 0.32),
      ...stackOf(stacked, stacked.width * 0.77),
    ]
    // Two equal parts on the left, and on the right one as high as both.
    expect(parts).toHaveLength(3)
    expect((parts[2] ?? 0) / ((parts[0] ?? 0) + (parts[1] ?? 0))).toBeCloseTo(1, 1)
    expect((parts[0] ?? 0) / (parts[1] ?? 1)).toBeCloseTo(1, 1)

    const lying: Chart = { ...WEEK, kind: 'hbar', labels: ['Belum jatuh tempo', '1–7 hari'] }
    const { width, height, pixel } = await pixels(await documents.chart(lying))
    const rows = Array.from({ length: height }, (_, y) => {
      return Array.from({ length: width }, (_, x) => pixel(x, y)).filter(isTeal).length
    })
    expect(Math.max(...rows) / Math.max(...rows.slice(0, Math.round(height * 0.45)))).toBeCloseTo(
      2,
      1,
    )
  })

  test('writes amounts the way people say them', () => {
    const rupiah = shortNumber({ language: 'id', unit: 'rupiah' })
    expect([0, 500, 850_000, 1_200_000, 2_500_000_000, -1_200_000].map(rupiah)).toEqual([
      'Rp 0',
      'Rp 500',
      'Rp 850 rb',
      'Rp 1,2 jt',
      'Rp 2,5 M',
      '-Rp 1,2 jt',
    ])
    expect(shortNumber({ language: 'en', unit: 'rupiah' })(1_200_000)).toBe('Rp 1.2M')
    expect(shortNumber({ language: 'id', unit: 'count' })(1_250)).toBe('1.250')
  })
})

type Pixel = [number, number, number, number]

async function pixels(png: Uint8Array) {
  const image = await loadImage(png)
  const { width, height } = image
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const pixel = (x: number, y: number): Pixel => {
    const at = (y * width + x) * 4
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0]
  }
  return { width, height, data, pixel }
}

function countIn(
  data: Uint8ClampedArray,
  width: number,
  { top, bottom }: { top: number; bottom: number },
  is: (pixel: [number, number, number]) => boolean,
) {
  let count = 0
  for (let at = top * width * 4; at < bottom * width * 4; at += 4) {
    if (is([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])) count += 1
  }
  return count
}

function isTeal([r, g, b]: Pixel) {
  return r === 0x0f && g === 0x76 && b === 0x6e
}

/** Heights of the parts of the stack at x, from the top: runs of one strong colour. */
function stackOf({ height, pixel }: Awaited<ReturnType<typeof pixels>>, x: number) {
  const runs: { color: string; length: number }[] = []
  for (let y = 0; y < height; y += 1) {
    const [r, g, b] = pixel(Math.round(x), y)
    const color = Math.max(r, g, b) - Math.min(r, g, b) > 40 ? `${r},${g},${b}` : ''
    const last = runs.at(-1)
    if (last?.color === color) last.length += 1
    else runs.push({ color, length: 1 })
  }
  return runs.filter(({ color, length }) => color !== '' && length > 20).map(({ length }) => length)
}

/** Heights of the bars from left to right: the tallest column of bar colour in each run of them. */
async function barHeights(png: Uint8Array) {
  const { width, height, pixel } = await pixels(png)
  const heights: number[] = []
  let inBar = false
  for (let x = 0; x < width; x += 1) {
    let column = 0
    for (let y = 0; y < height; y += 1) {
      if (isTeal(pixel(x, y))) column += 1
    }
    const isBar = column > 20
    if (isBar && !inBar) heights.push(0)
    if (isBar) heights.push(Math.max(heights.pop() ?? 0, column))
    inBar = isBar
  }
  return heights
}
