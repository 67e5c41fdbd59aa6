import { formatRupiah } from '../../domain/money.ts'
import { drawLine, drawText, fitLine, heightOf } from './line.ts'
import type { Paper } from './paper.ts'
import { type Band, drawHair, FAINT, GREEN, INK, TINT } from './sheet-style.ts'
import type { documentWords } from './words.ts'

export type Row = {
  date: string
  text: string
  amountRupiah: number
  /** null: nothing to add up here. */
  balanceRupiah: number | null
  isBold?: boolean
}

const DATE = 62
const AMOUNT = 84
const GAP = 8
const SIZE = 8.5
const PAD = 4.5

/** Room for the text of a row, between its date and its three amounts. */
function textWidth({ width }: Band) {
  return width - DATE - 3 * AMOUNT - GAP
}

export function rowHeight(doc: Paper, row: Row, band: Band): number {
  const text = { font: fontOf(row), size: SIZE, width: textWidth(band) } as const
  return Math.max(SIZE * 1.3, heightOf(doc, row.text, text)) + 2 * PAD
}

export function drawColumnHeads(
  doc: Paper,
  words: ReturnType<typeof documentWords>['statement'],
  band: Band,
  y: number,
): number {
  doc.roundedRect(band.left - 6, y, band.width + 12, 20, 4).fill(TINT)
  const style = { font: 'bold', size: 8 } as const
  doc.fillColor(FAINT)
  drawLine(doc, fitLine(doc, words.date, style), band.left, y + 5)
  drawLine(doc, fitLine(doc, words.text, style), band.left + DATE, y + 5)
  for (const [place, word] of [words.in, words.out, words.balance].entries()) {
    const line = fitLine(doc, word, style)
    drawLine(doc, line, endOf(band, place) - line.width, y + 5)
  }
  return y + 20
}

export function drawRow(doc: Paper, row: Row, band: Band, y: number): number {
  const font = fontOf(row)
  const top = y + PAD
  const date = fitLine(doc, row.date, { font, size: SIZE })
  drawLine(doc.fillColor(FAINT), date, band.left, top)
  const text = { font, size: SIZE, x: band.left + DATE, width: textWidth(band) } as const
  drawText(doc, row.text, { ...text, y: top, color: INK })

  const { amountRupiah, balanceRupiah } = row
  const shown = [
    { value: amountRupiah > 0 ? amountRupiah : null, color: GREEN },
    { value: amountRupiah < 0 ? -amountRupiah : null, color: INK },
    { value: balanceRupiah, color: INK },
  ]
  for (const [place, { value, color }] of shown.entries()) {
    if (value === null) continue
    const style = { font, size: SIZE, least: 6, width: AMOUNT - 6 } as const
    const line = fitLine(doc, formatRupiah(value), style)
    drawLine(doc.fillColor(color), line, endOf(band, place) - line.width, top)
  }
  const below = y + rowHeight(doc, row, band)
  drawHair(doc, band, below)
  return below
}

function fontOf({ isBold }: Row) {
  return isBold ? 'bold' : 'medium'
}

/** Where the numbers of an amount column end. */
function endOf({ left, width }: Band, place: number) {
  return left + width - (2 - place) * AMOUNT
}
