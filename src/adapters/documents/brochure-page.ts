import type { BrochureSheet } from '../../domain/documents/documents.ts'
import { COLOR, drawLattice } from './brochure-art.ts'
import { drawLine, fitLine } from './line.ts'
import { A4, type Paper } from './paper.ts'

const SIDE = 42
export const PAGE = { left: SIDE, width: A4.width - 2 * SIDE, bottom: A4.height - 34 }

/** Where the next `height` points go: here if there is room, else at the top of another page. */
export function roomFor(doc: Paper, sheet: BrochureSheet, y: number, height: number): number {
  return y + height <= PAGE.bottom ? y : newPage(doc, sheet)
}

/** Starts a page with a slim band and returns where its content begins. */
export function newPage(doc: Paper, sheet: BrochureSheet): number {
  doc.addPage({ size: 'A4', margin: 0 })
  const band = { x: 0, y: 0, width: A4.width, height: 52 }
  doc.save().rect(0, 0, band.width, band.height).clip()
  doc.rect(0, 0, band.width, band.height).fill(COLOR.green)
  drawLattice(doc, band)
  doc.restore()
  const half = PAGE.width / 2 - 8
  const name = fitLine(doc, sheet.packageName, { font: 'bold', size: 12, least: 8, width: half })
  drawLine(doc.fillColor(COLOR.white), name, PAGE.left, 26 - name.size * 0.63)
  const business = fitLine(doc, sheet.business, { font: 'medium', size: 10, least: 7, width: half })
  const x = PAGE.left + PAGE.width - business.width
  drawLine(doc.fillColor(COLOR.gold), business, x, 26 - business.size * 0.63)
  return 52 + 24
}

export const TITLE_HEIGHT = 27

/** A heading; returns where what it heads begins. */
export function drawTitle(doc: Paper, title: string, x: number, y: number): number {
  doc.roundedRect(x, y + 2, 3.5, 13, 1.75).fill(COLOR.gold)
  drawLine(doc.fillColor(COLOR.green), fitLine(doc, title, { font: 'heavy', size: 13 }), x + 10, y)
  return y + TITLE_HEIGHT
}
