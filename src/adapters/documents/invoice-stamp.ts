import type { InvoiceSheet } from '../../domain/documents/documents.ts'
import { drawLine, fitLine } from './line.ts'
import type { Paper } from './paper.ts'
import { type Band, GREEN } from './sheet-style.ts'
import { documentWords } from './words.ts'

const COLORS = {
  draft: '#6b7280',
  partial: '#b45309',
  paid: GREEN,
  carried: '#475569',
  void: '#b91c1c',
} as const

/** As if somebody had pressed it on: what became of the invoice, seen before anything is read. */
export function drawStamp(
  doc: Paper,
  { language, state }: InvoiceSheet,
  { left, width, y, height }: Band & { y: number; height: number },
) {
  if (state === 'open') return
  const word = documentWords(language).invoice.stamps[state]
  const line = fitLine(doc, word, { font: 'heavy', size: 19, least: 10, width: width - 44 })
  const x = left + width / 2
  const middle = y + height / 2
  const box = { width: line.width + 24, height: line.size + 15 }
  doc
    .save()
    .rotate(-9, { origin: [x, middle] })
    .opacity(0.9)
  doc
    .lineWidth(1.8)
    .roundedRect(x - box.width / 2, middle - box.height / 2, box.width, box.height, 6)
  doc.stroke(COLORS[state])
  drawLine(doc.fillColor(COLORS[state]), line, x - line.width / 2, middle - line.size * 0.66)
  doc.restore()
}
