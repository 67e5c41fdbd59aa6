import type { StatementSheet } from '../../domain/documents/documents.ts'
import { formatRupiah } from '../../domain/money.ts'
import { drawLine, fitLine } from './line.ts'
import type { Paper } from './paper.ts'
import { type Band, FAINT, GREEN, INK, TEAL, TINT } from './sheet-style.ts'
import { documentWords } from './words.ts'

export const SUMS_HEIGHT = 46
const GAP = 8

/** The whole period in four numbers: before, in, out, after. */
export function drawSums(doc: Paper, sheet: StatementSheet, { left, width }: Band, y: number) {
  const words = documentWords(sheet.language).statement
  const amounts = sheet.entries.map(({ amountRupiah }) => amountRupiah)
  const received = sum(amounts.filter((amount) => amount > 0))
  const spent = sum(amounts.filter((amount) => amount < 0))
  const closing = sheet.openingRupiah + received + spent
  const boxes = [
    { label: words.opening, rupiah: sheet.openingRupiah, color: INK },
    { label: words.in, rupiah: received, color: GREEN },
    { label: words.out, rupiah: -spent, color: INK },
    { label: words.closing, rupiah: closing, color: TEAL },
  ]
  const box = (width - 3 * GAP) / boxes.length
  const inner = box - 20
  for (const [place, { label, rupiah, color }] of boxes.entries()) {
    const x = left + place * (box + GAP)
    doc.roundedRect(x, y, box, SUMS_HEIGHT - 6, 5).fill(TINT)
    const said = fitLine(doc, label, { font: 'regular', size: 8, least: 6, width: inner })
    drawLine(doc.fillColor(FAINT), said, x + 10, y + 6)
    const style = { font: 'bold', size: 11, least: 6, width: inner } as const
    drawLine(doc.fillColor(color), fitLine(doc, formatRupiah(rupiah), style), x + 10, y + 19)
  }
}

function sum(amounts: number[]) {
  return amounts.reduce((total, amount) => total + amount, 0)
}
