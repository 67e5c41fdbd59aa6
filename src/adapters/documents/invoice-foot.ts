import type { InvoiceSheet } from '../../domain/documents/documents.ts'
import { drawLine, drawText, fitLine } from './line.ts'
import type { Paper } from './paper.ts'
import { drawQr, qrModules } from './qr.ts'
import { type Band, drawHair, FAINT, INK, TEAL } from './sheet-style.ts'
import { documentWords } from './words.ts'

const QR_SIDE = 92
const NOTE = { font: 'medium', size: 8.5 } as const
const NOTE_HEIGHT = 12

export function payingHeight(sheet: InvoiceSheet): number {
  return 12 + (linkOf(sheet) === null ? NOTE_HEIGHT : QR_SIDE)
}

/** A QR and a link while there is something to pay; a sentence where there is not. */
export function drawPaying(doc: Paper, sheet: InvoiceSheet, band: Band, top: number): number {
  const words = documentWords(sheet.language).invoice
  const url = linkOf(sheet)
  drawHair(doc, band, top)
  const y = top + 12
  if (url === null) {
    const note = fitLine(doc, lastWord(sheet), { ...NOTE, least: 6, width: band.width })
    drawLine(doc.fillColor(FAINT), note, band.left + (band.width - note.width) / 2, y)
    return y + NOTE_HEIGHT
  }
  drawQr(doc, qrModules(url), { x: band.left, y, side: QR_SIDE })
  const x = band.left + QR_SIDE + 16
  const width = band.width - QR_SIDE - 16
  const title = fitLine(doc, words.payTitle, { font: 'heavy', size: 12 })
  drawLine(doc.fillColor(INK), title, x, y + 12)
  const below = drawText(doc, words.pay, { ...NOTE, x, y: y + 31, width, color: FAINT }) + 3
  const ends = drawLink(doc, url, { x, y: below, width })
  doc.link(x, below, width, ends - below, url)
  return Math.max(y + QR_SIDE, ends)
}

/** In one line where it fits; else over several, since a link that is cut off cannot be typed. */
function drawLink(doc: Paper, url: string, at: { x: number; y: number; width: number }) {
  const line = fitLine(doc, url, { font: 'bold', size: 8.5, least: 6.8, width: at.width })
  if (line.text !== url) return drawText(doc, url, { font: 'bold', size: 8, ...at, color: TEAL })
  drawLine(doc.fillColor(TEAL), line, at.x, at.y)
  return at.y + line.size * 1.3
}

function linkOf({ state, payUrl }: InvoiceSheet) {
  return state === 'open' || state === 'partial' ? payUrl : null
}

function lastWord({ state, language }: InvoiceSheet) {
  const { ends } = documentWords(language).invoice
  return state === 'open' || state === 'partial' ? ends.other : ends[state]
}
