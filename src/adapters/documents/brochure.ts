import type { BrochureSheet } from '../../domain/documents/documents.ts'
import { drawContact } from './brochure-contact.ts'
import { drawHero } from './brochure-hero.ts'
import { drawHotels, drawPrices, drawTerms } from './brochure-offer.ts'
import { drawItinerary } from './brochure-itinerary.ts'
import { drawText } from './line.ts'
import { type Paper, printPaper } from './paper.ts'
import { COLOR } from './brochure-art.ts'
import { PAGE } from './brochure-page.ts'

/** One departure on one or two sheets of A4: what it is, what it costs, who to ask. */
export function brochure(sheet: BrochureSheet): Promise<Uint8Array> {
  const title = `${sheet.packageName} ${sheet.code}`
  return printPaper({ title, author: sheet.business }, (doc) => drawBrochure(doc, sheet))
}

function drawBrochure(doc: Paper, sheet: BrochureSheet) {
  doc.addPage({ size: 'A4', margin: 0 })
  const y = drawPitch(doc, sheet, drawHero(doc, sheet) + 22)
  const offer = [drawPrices, drawHotels, drawTerms, drawItinerary]
  const end = offer.reduce((top, draw) => draw(doc, sheet, top), y)
  drawContact(doc, sheet, end)
}

function drawPitch(doc: Paper, { brochure: { pitch } }: BrochureSheet, y: number) {
  if (pitch === '') return y
  const style = { font: 'medium', size: 11, lineGap: 3.5, color: COLOR.ink } as const
  return drawText(doc, pitch, { ...style, x: PAGE.left, width: PAGE.width, y }) + 20
}
