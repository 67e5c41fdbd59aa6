import type { InvoiceSheet } from '../../domain/documents/documents.ts'
import { formatRupiah } from '../../domain/money.ts'
import { sayBillLine } from '../../intents/wording/say-bill-line.ts'
import { drawPaying, payingHeight } from './invoice-foot.ts'
import { drawInvoiceHead } from './invoice-head.ts'
import { drawStamp } from './invoice-stamp.ts'
import { drawLine, drawText, fitLine } from './line.ts'
import { A4, A5, measure, mm, type Paper, printPaper } from './paper.ts'
import { type Band, drawHair, GREEN, INK, TEAL, TINT } from './sheet-style.ts'
import { documentWords } from './words.ts'

type Size = { width: number; height: number }

/**
 * Always one page: an A5, which fills a phone's screen; an A4 where there is more to say; and
 * rather a longer one than a second page that gets lost.
 */
export function invoice(sheet: InvoiceSheet): Promise<Uint8Array> {
  const words = documentWords(sheet.language).invoice
  const title = [words.title, sheet.number ?? words.stamps.draft].join(' ')
  const size = sizeFor(sheet)
  return printPaper({ title, author: sheet.business }, (doc) => {
    doc.addPage({ size: [size.width, size.height], margin: 0 })
    drawInvoice(doc, sheet, size)
  })
}

function sizeFor(sheet: InvoiceSheet): Size {
  const needs = ({ width }: Size) =>
    measure(width, (scratch) => drawInvoice(scratch, sheet, { width, height: 0 }))
  if (needs(A5) <= A5.height) return A5
  return { width: A4.width, height: Math.max(A4.height, needs(A4)) }
}

/** Returns the y it ended at; how to pay stands at the bottom of the page where there is room. */
function drawInvoice(doc: Paper, sheet: InvoiceSheet, { width, height }: Size): number {
  const side = width === A5.width ? mm(11) : mm(20)
  const band = { left: side, width: width - 2 * side }
  doc.rect(0, 0, width, 7).fill(TEAL)
  let y = drawInvoiceHead(doc, sheet, band) + 14
  for (const line of sheet.lines) {
    const { amountRupiah } = line
    const text = sayBillLine(line, sheet.language)
    y = drawAmount(doc, { text, amountRupiah }, { ...band, y }) + 5
    drawHair(doc, band, y)
    y += 6
  }
  y = drawTotals(doc, sheet, band, y + 2) + 16
  const top = Math.max(y, height - mm(9) - payingHeight(sheet))
  return drawPaying(doc, sheet, band, top) + mm(9)
}

function drawAmount(
  doc: Paper,
  { text, amountRupiah }: { text: string; amountRupiah: number },
  { left, width, y }: Band & { y: number },
) {
  const color = amountRupiah < 0 ? GREEN : INK
  const amount = fitLine(doc, formatRupiah(amountRupiah), { font: 'medium', size: 9.5 })
  drawLine(doc.fillColor(color), amount, left + width - amount.width, y)
  const room = width - amount.width - 18
  const style = { font: 'medium', size: 9.5, x: left, width: room, color } as const
  return Math.max(drawText(doc, text, { ...style, y }), y + 12.5)
}

/** The sum, what of it is there, and in large what is to be paid; the stamp stands beside them. */
function drawTotals(doc: Paper, sheet: InvoiceSheet, band: Band, top: number): number {
  const words = documentWords(sheet.language).invoice
  const width = Math.min(band.width * 0.6, 270)
  const left = band.left + band.width - width
  const rows = [{ text: words.total, amountRupiah: sheet.totalRupiah }]
  if (sheet.paidRupiah !== 0) rows.push({ text: words.paid, amountRupiah: -sheet.paidRupiah })
  let y = top
  for (const row of rows) y = drawAmount(doc, row, { left, width, y }) + 3

  const box = { left, width, y: y + 4, height: 34 }
  doc.roundedRect(box.left, box.y, box.width, box.height, 6).fill(TINT)
  const amount = fitLine(doc, formatRupiah(sheet.openRupiah), {
    font: 'heavy',
    size: 15,
    least: 8,
    width: width * 0.55,
  })
  const label = fitLine(doc, leftName(sheet), {
    font: 'bold',
    size: 9,
    least: 6.5,
    width: width * 0.4,
  })
  const middle = box.y + box.height / 2
  drawLine(doc.fillColor(TEAL), label, left + 11, middle - label.size * 0.66)
  drawLine(doc, amount, left + width - 11 - amount.width, middle - amount.size * 0.66)

  const beside = { left: band.left, width: band.width - width, y: top, height: y + 38 - top }
  drawStamp(doc, sheet, beside)
  return box.y + box.height
}

function leftName({ state, language }: InvoiceSheet) {
  const words = documentWords(language).invoice
  if (state === 'carried') return words.leftAndCarried
  return state === 'partial' || state === 'paid' ? words.left : words.open
}
