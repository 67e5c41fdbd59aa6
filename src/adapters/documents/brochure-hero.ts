import type { BrochureSheet } from '../../domain/documents/documents.ts'
import { formatRupiah } from '../../domain/money.ts'
import { sayDay } from '../../intents/wording/say-when.ts'
import { COLOR, drawHeroArt } from './brochure-art.ts'
import { PAGE } from './brochure-page.ts'
import { drawLine, drawText, fitLine, heightOf } from './line.ts'
import { A4, type Paper } from './paper.ts'
import { documentWords } from './words.ts'

const HEIGHT = 296
const CARD = 62

/** The band, the name and the price that makes one read on, and the facts on a card below. */
export function drawHero(doc: Paper, sheet: BrochureSheet): number {
  const words = documentWords(sheet.language).brochure
  drawHeroArt(doc, { x: 0, y: 0, width: A4.width, height: HEIGHT })

  const code = fitLine(doc, words.code(sheet.code), { font: 'medium', size: 8, width: 180 })
  const codeX = PAGE.left + PAGE.width - code.width
  drawLine(doc.fillColor('#cfe5e0'), code, codeX, 37)
  const width = PAGE.width - code.width - 24
  const business = fitLine(doc, sheet.business, { font: 'bold', size: 13, least: 8, width })
  drawLine(doc.fillColor(COLOR.gold), business, PAGE.left, 33)

  const below = drawName(doc, sheet.packageName)
  const trip = `${words.days(daysOf(sheet))}  ·  ${words.from(sheet.fromCity)}`
  const line = fitLine(doc, trip, { font: 'medium', size: 12, least: 8, width: PAGE.width * 0.6 })
  drawLine(doc.fillColor('#e7f2ef'), line, PAGE.left, below + 6)
  drawFrom(doc, sheet, HEIGHT - CARD / 2 - 62)
  drawFacts(doc, sheet, HEIGHT - CARD / 2)
  return HEIGHT + CARD / 2
}

/** On one line if it can be large there, else on two. Returns where it ended. */
function drawName(doc: Paper, name: string) {
  const oneLine = { font: 'heavy', lineGap: 0, width: PAGE.width } as const
  const twoLines = { ...oneLine, width: PAGE.width * 0.75 }
  const fits = (style: { font: 'heavy'; lineGap: number; width: number }, lines: number) => {
    return (size: number) => heightOf(doc, name, { ...style, size }) <= size * 1.3 * lines
  }
  const large = [36, 32, 29, 26].find(fits(oneLine, 1))
  const small = [27, 23, 19, 15].find(fits(twoLines, 2)) ?? 11
  const style = large === undefined ? { ...twoLines, size: small } : { ...oneLine, size: large }
  return drawText(doc, name, { ...style, x: PAGE.left, y: 72, color: COLOR.white })
}

/** Both days count, as agencies count them: 2 to 10 February are nine days. */
function daysOf({ departsOn, returnsOn }: BrochureSheet) {
  return Math.round((Date.parse(returnsOn) - Date.parse(departsOn)) / 86_400_000) + 1
}

function drawFrom(doc: Paper, sheet: BrochureSheet, y: number) {
  const words = documentWords(sheet.language).brochure
  const prices = Object.values(sheet.prices).filter((price) => price !== undefined)
  if (prices.length === 0) return
  const label = fitLine(doc, words.startingFrom, { font: 'medium', size: 9 })
  drawLine(doc.fillColor('#e7f2ef'), label, PAGE.left, y - 10)
  const price = fitLine(doc, formatRupiah(Math.min(...prices)), { font: 'heavy', size: 26 })
  drawLine(doc.fillColor(COLOR.gold), price, PAGE.left, y)
  const each = fitLine(doc, `/ ${words.perPerson}`, { font: 'medium', size: 10 })
  drawLine(doc.fillColor('#e7f2ef'), each, PAGE.left + price.width + 6, y + 15)
}

function drawFacts(doc: Paper, sheet: BrochureSheet, y: number) {
  const words = documentWords(sheet.language).brochure
  const { language, seatsLeft } = sheet
  const facts = [
    [words.departs, sayDay(sheet.departsOn, language)],
    [words.returns, sayDay(sheet.returnsOn, language)],
    [words.airline, sheet.airline],
    [words.seats, seatsLeft > 0 ? words.seatsLeft(seatsLeft) : words.seatsFull],
  ] as const
  const { left, width } = PAGE
  // A soft shadow, in three breaths.
  for (const spread of [3, 2, 1]) {
    doc.save().fillOpacity(0.05)
    doc
      .roundedRect(left - spread, y + 2 - spread, width + 2 * spread, CARD + 2 * spread, 12)
      .fill('#000000')
    doc.restore()
  }
  doc.roundedRect(left, y, width, CARD, 10).fill(COLOR.white)
  const column = width / facts.length
  for (const [place, [label, value]] of facts.entries()) {
    const x = left + place * column + 16
    const room = column - 24
    if (place > 0) {
      const rule = left + place * column
      doc
        .moveTo(rule, y + 15)
        .lineTo(rule, y + CARD - 15)
        .lineWidth(0.8)
        .stroke(COLOR.rule)
    }
    const caption = fitLine(doc, label, { font: 'medium', size: 8, width: room })
    drawLine(doc.fillColor(COLOR.faint), caption, x, y + 14)
    const fact = fitLine(doc, value, { font: 'bold', size: 11.5, least: 7, width: room })
    const scarce = place === 3 && seatsLeft <= 10
    drawLine(doc.fillColor(scarce ? '#b4371f' : COLOR.ink), fact, x, y + 28)
  }
}
