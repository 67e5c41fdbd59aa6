import type { BrochureSheet } from '../../domain/documents/documents.ts'
import { drawContact } from './brochure-contact.ts'
import { drawHero } from './brochure-hero.ts'
import { drawHotels, drawPrices, drawTerms } from './brochure-offer.ts'
import { drawItinerary } from './brochure-itinerary.ts'
import { drawText } from './line.ts'
import { closePaper, openPaper } from './paper.ts'
import { COLOR } from './brochure-art.ts'
import { PAGE } from './brochure-page.ts'

/** One departure on one or two sheets of A4: what it is, what it costs, who to ask. */
export function brochure(sheet: BrochureSheet): Promise<Uint8Array> {
  const doc = openPaper({ title: `${sheet.packageName} ${sheet.code}`, author: sheet.business })
  doc.addPage({ size: 'A4', margin: 0 })
  let y = drawHero(doc, sheet)
  const pitch = {
    font: 'medium',
    size: 11,
    lineGap: 3.5,
    x: PAGE.left,
    width: PAGE.width,
    color: COLOR.ink,
  } as const
  const below = drawText(doc, sheet.brochure.pitch, { ...pitch, y: y + 22 })
  y = drawPrices(doc, sheet, below + 20)
  y = drawHotels(doc, sheet, y)
  y = drawTerms(doc, sheet, y)
  y = drawItinerary(doc, sheet, y)
  drawContact(doc, sheet, y)
  return closePaper(doc)
}
