import type { InvoiceSheet } from '../../domain/documents/documents.ts'
import { maskPhone } from '../../domain/people/phone.ts'
import { sayDay } from '../../intents/wording/say-when.ts'
import { drawLine, drawText, fitLine } from './line.ts'
import type { Paper } from './paper.ts'
import { type Band, drawHair, FAINT, INK, TEAL, TINT } from './sheet-style.ts'
import { documentWords } from './words.ts'

/** Who bills whom, when, and for which service. Returns where the lines may begin. */
export function drawInvoiceHead(doc: Paper, sheet: InvoiceSheet, band: Band): number {
  let y = drawNames(doc, sheet, band, 27) + 12
  drawHair(doc, band, y)
  y = drawCustomerAndDays(doc, sheet, band, y + 12) + 12
  return sheet.service ? drawService(doc, sheet, band, y) : y
}

function drawNames(doc: Paper, sheet: InvoiceSheet, { left, width }: Band, y: number) {
  const words = documentWords(sheet.language).invoice
  const right = left + width
  const title = fitLine(doc, words.title.toUpperCase(), { font: 'heavy', size: 15 })
  drawLine(doc.fillColor(TEAL), title, right - title.width, y)
  const number = fitLine(doc, sheet.number ?? words.draft, {
    font: 'medium',
    size: 9,
    width: width / 2,
  })
  drawLine(doc.fillColor(INK), number, right - number.width, y + 21)
  const room = width - Math.max(title.width, number.width) - 20
  const style = { font: 'heavy', size: 17, x: left, width: room, color: INK } as const
  return Math.max(drawText(doc, sheet.business, { ...style, y: y - 1 }), y + 32)
}

function drawCustomerAndDays(doc: Paper, sheet: InvoiceSheet, band: Band, top: number) {
  const words = documentWords(sheet.language).invoice
  const { name, address, phone } = sheet.customer
  const half = band.width / 2 - 10
  const at = { x: band.left, width: half }
  const small = { font: 'regular', size: 8.5, color: FAINT, ...at } as const
  let y = drawText(doc, words.customer, { ...small, size: 8, y: top }) + 2
  y = drawText(doc, name, { font: 'bold', size: 11, color: INK, ...at, y }) + 2
  if (address) y = drawText(doc, address, { ...small, y }) + 1
  if (phone) y = drawText(doc, maskPhone(phone), { ...small, y })

  const right = band.left + band.width
  const days = [
    { label: words.issued, day: sheet.issuedOn, font: 'medium' },
    { label: words.due, day: sheet.dueOn, font: 'bold' },
  ] as const
  let row = top
  for (const { label, day, font } of days) {
    const said = fitLine(doc, label, { font: 'regular', size: 8 })
    drawLine(doc.fillColor(FAINT), said, right - said.width, row)
    const date = fitLine(doc, sayDay(day, sheet.language), { font, size: 10, width: half })
    drawLine(doc.fillColor(INK), date, right - date.width, row + 11)
    row += 30
  }
  return Math.max(y, row - 4)
}

function drawService(doc: Paper, sheet: InvoiceSheet, { left, width }: Band, y: number) {
  const { service, language } = sheet
  if (!service) return y
  const words = documentWords(language).invoice
  const inner = { x: left + 12, width: width - 24 }
  const days = [sayDay(service.from, language), sayDay(service.to, language)] as const
  const small = { font: 'regular', size: 8.5, least: 6.5, width: inner.width } as const
  const about = [words.period(...days)]
  if (service.username !== null) about.unshift(words.username(service.username))
  doc.roundedRect(left, y, width, 41, 6).fill(TINT)
  const name = fitLine(doc, service.package, {
    font: 'bold',
    size: 10.5,
    least: 7,
    width: inner.width,
  })
  drawLine(doc.fillColor(INK), name, inner.x, y + 7)
  drawLine(doc.fillColor(FAINT), fitLine(doc, about.join('  ·  '), small), inner.x, y + 23.5)
  return y + 41
}
