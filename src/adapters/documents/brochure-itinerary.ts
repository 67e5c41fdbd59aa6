import type { BrochureSheet } from '../../domain/documents/documents.ts'
import { addDays, type Day } from '../../domain/day.ts'
import type { Language } from '../../domain/people/person.ts'
import { COLOR } from './brochure-art.ts'
import { contactHeight } from './brochure-contact.ts'
import { PAGE, TITLE_HEIGHT, drawTitle, newPage } from './brochure-page.ts'
import { drawLine, drawText, fitLine, heightOf } from './line.ts'
import type { Paper } from './paper.ts'
import { documentWords } from './words.ts'

const STYLE = { font: 'regular', size: 10, width: PAGE.width - 46, lineGap: 2 } as const
const DOT = 13
const CAPTION = 13
const AFTER = 20
const TIGHT = 7
const WIDE = 30

/** A thread of days. Spread over a page it has to itself, tight where it shares one. */
export function drawItinerary(doc: Paper, sheet: BrochureSheet, top: number): number {
  const words = documentWords(sheet.language).brochure
  const days = sheet.brochure.itinerary
    .toSorted((a, b) => a.day - b.day)
    .map(({ day, text }) => ({
      number: String(day),
      caption: sayWeekday(addDays(sheet.departsOn, day - 1), sheet.language),
      text,
      height: Math.max(2 * DOT, CAPTION + heightOf(doc, text, STYLE)),
    }))
  if (days.length === 0) return top
  const content = TITLE_HEIGHT + days.reduce((sum, { height }) => sum + height, 0)
  const after = contactHeight(sheet) + AFTER
  const fits = top + content + TIGHT * days.length + after <= PAGE.bottom

  let y = fits ? top : newPage(doc, sheet)
  const spare = (PAGE.bottom - y - content - after) / days.length
  const gap = fits ? TIGHT : Math.max(TIGHT, Math.min(WIDE, spare))
  y = drawTitle(doc, words.itineraryTitle, PAGE.left, y)
  for (const [place, day] of days.entries()) {
    if (y + day.height > PAGE.bottom) y = newPage(doc, sheet)
    const next = days[place + 1]
    const below = y + day.height + gap
    // The thread leads to the next day, unless that is on the next page.
    if (next && below + next.height <= PAGE.bottom) {
      doc.moveTo(PAGE.left + DOT, y + DOT).lineTo(PAGE.left + DOT, below + DOT)
      doc.lineWidth(1.2).stroke(COLOR.rule)
    }
    drawDay(doc, day, y)
    y = below
  }
  return y - gap + AFTER
}

function drawDay(doc: Paper, day: { number: string; caption: string; text: string }, y: number) {
  doc.circle(PAGE.left + DOT, y + DOT, DOT).fill(COLOR.green)
  const number = fitLine(doc, day.number, { font: 'heavy', size: 11, least: 6, width: 20 })
  const middle = { x: PAGE.left + DOT - number.width / 2, y: y + DOT - number.size * 0.63 }
  drawLine(doc.fillColor(COLOR.gold), number, middle.x, middle.y)
  const x = PAGE.left + 2 * DOT + 14
  const caption = fitLine(doc, day.caption, { font: 'bold', size: 8.5 })
  drawLine(doc.fillColor(COLOR.leaf), caption, x, y)
  drawText(doc, day.text, { ...STYLE, x, y: y + CAPTION, color: COLOR.ink })
}

/** "Selasa, 2 Februari" */
function sayWeekday(day: Day, language: Language) {
  const { locale } = documentWords(language)
  const format = { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' } as const
  return new Intl.DateTimeFormat(locale, format).format(new Date(`${day}T00:00:00Z`))
}
