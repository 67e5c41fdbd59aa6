import type { BrochureSheet } from '../../domain/documents/documents.ts'
import { formatRupiah } from '../../domain/money.ts'
import { COLOR, drawDash, drawStars, drawTick } from './brochure-art.ts'
import { PAGE, TITLE_HEIGHT, drawTitle, roomFor } from './brochure-page.ts'
import { drawLine, drawText, fitLine, heightOf } from './line.ts'
import type { Paper } from './paper.ts'
import { documentWords } from './words.ts'

const GAP = 12
const AFTER = 20

/** A card for each room type on offer; the one that costs least stands out. */
export function drawPrices(doc: Paper, sheet: BrochureSheet, top: number): number {
  const words = documentWords(sheet.language).brochure
  const offers = (['quad', 'triple', 'double'] as const).flatMap((room) => {
    const price = sheet.prices[room]
    return price === undefined ? [] : [{ ...words.rooms[room], price }]
  })
  const height = 80
  let y = roomFor(doc, sheet, top, TITLE_HEIGHT + height)
  y = drawTitle(doc, words.pricesTitle, PAGE.left, y)
  if (offers.length === 0) {
    const style = { font: 'medium', size: 11, x: PAGE.left, width: PAGE.width } as const
    return drawText(doc, words.askForPrice, { ...style, y, color: COLOR.ink }) + AFTER
  }
  const width = (PAGE.width - GAP * (offers.length - 1)) / offers.length
  const least = Math.min(...offers.map(({ price }) => price))
  for (const [place, offer] of offers.entries()) {
    const x = PAGE.left + place * (width + GAP)
    const best = offer.price === least && offers.length > 1
    doc.roundedRect(x, y, width, height, 9).fill(best ? COLOR.green : COLOR.cream)
    const inner = width - 28
    const name = fitLine(doc, offer.name, { font: 'bold', size: 11, width: inner })
    drawLine(doc.fillColor(best ? COLOR.white : COLOR.green), name, x + 14, y + 12)
    const share = fitLine(doc, offer.share, { font: 'regular', size: 8, width: inner })
    drawLine(doc.fillColor(best ? '#cfe5e0' : COLOR.faint), share, x + 14, y + 28)
    const price = fitLine(doc, formatRupiah(offer.price), {
      font: 'heavy',
      size: 16,
      least: 8,
      width: inner,
    })
    drawLine(doc.fillColor(best ? COLOR.gold : COLOR.ink), price, x + 14, y + 47)
    if (best) {
      const badge = fitLine(doc, words.bestValue, { font: 'bold', size: 7 })
      const wide = badge.width + 12
      doc.roundedRect(x + width - wide - 9, y + 11, wide, 13, 6.5).fill(COLOR.gold)
      drawLine(doc.fillColor(COLOR.night), badge, x + width - wide - 3, y + 13)
    }
  }
  return y + height + AFTER
}

export function drawHotels(doc: Paper, sheet: BrochureSheet, top: number): number {
  const { hotels } = sheet.brochure
  if (hotels.length === 0) return top
  const words = documentWords(sheet.language).brochure
  const height = 60
  let y = roomFor(doc, sheet, top, TITLE_HEIGHT + height)
  y = drawTitle(doc, words.hotelsTitle, PAGE.left, y)
  const width = (PAGE.width - GAP) / 2
  for (let first = 0; first < hotels.length; first += 2) {
    y = roomFor(doc, sheet, y, height)
    for (const [place, hotel] of hotels.slice(first, first + 2).entries()) {
      const x = PAGE.left + place * (width + GAP)
      doc
        .roundedRect(x + 0.5, y + 0.5, width - 1, height - 1, 9)
        .lineWidth(1)
        .stroke(COLOR.rule)
      const nights = fitLine(doc, words.nights(hotel.nights), { font: 'bold', size: 8.5 })
      drawLine(doc.fillColor(COLOR.deepGold), nights, x + width - nights.width - 14, y + 13)
      const room = width - 28
      const city = { font: 'medium', size: 8.5, width: room - nights.width - 60 } as const
      const where = fitLine(doc, hotel.city, city)
      drawLine(doc.fillColor(COLOR.faint), where, x + 14, y + 13)
      drawStars(doc, { x: x + 14 + where.width + 8, y: y + 14, count: starsOf(hotel), size: 8.5 })
      const name = fitLine(doc, hotel.name, { font: 'bold', size: 13, least: 8, width: room })
      drawLine(doc.fillColor(COLOR.ink), name, x + 14, y + 29)
    }
    y += height + 8
  }
  return y - 8 + AFTER
}

function starsOf({ stars }: { stars: number }) {
  return Math.max(0, Math.min(7, Math.round(stars)))
}

/** What the price covers beside what it does not: nobody should learn it at the airport. */
export function drawTerms(doc: Paper, sheet: BrochureSheet, top: number): number {
  const words = documentWords(sheet.language).brochure
  const { included, excluded } = sheet.brochure
  const lists = [
    { title: words.includedTitle, items: included, mark: drawTick },
    { title: words.excludedTitle, items: excluded, mark: drawDash },
  ].filter(({ items }) => items.length > 0)
  if (lists.length === 0) return top
  const column = (PAGE.width + 28) / 2
  const style = { font: 'regular', size: 9, width: column - 28 - 16 } as const
  const rows = Array.from({ length: Math.max(included.length, excluded.length) }, (_, row) =>
    Math.max(...lists.map(({ items }) => heightOf(doc, items[row] ?? '', style) + 5)),
  )
  const whole = TITLE_HEIGHT + rows.reduce((sum, height) => sum + height, 0)
  // Together on one page, unless they would not fit on any.
  const start = roomFor(doc, sheet, top, whole > PAGE.bottom - 100 ? TITLE_HEIGHT + 60 : whole)
  for (const [place, { title }] of lists.entries()) {
    drawTitle(doc, title, PAGE.left + place * column, start)
  }
  let y = start + TITLE_HEIGHT
  for (const [row, height] of rows.entries()) {
    y = roomFor(doc, sheet, y, height)
    for (const [place, { items, mark }] of lists.entries()) {
      const item = items[row]
      if (item === undefined) continue
      const x = PAGE.left + place * column
      mark(doc, x, y + 1)
      drawText(doc, item, { ...style, x: x + 16, y, color: COLOR.ink })
    }
    y += height
  }
  return y + AFTER
}
