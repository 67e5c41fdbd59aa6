import type { BrochureSheet } from '../../domain/documents/documents.ts'
import { COLOR, drawLattice } from './brochure-art.ts'
import { PAGE, roomFor } from './brochure-page.ts'
import { drawLine, drawText, fitLine } from './line.ts'
import type { Paper } from './paper.ts'
import { drawQr, qrModules } from './qr.ts'
import { documentWords } from './words.ts'

const TALL = 128
const SHORT = 78

export function contactHeight({ contact }: BrochureSheet): number {
  return contact !== null && whatsAppNumber(contact) ? TALL : SHORT
}

/** The band it closes with: whom to ask, and a QR that opens the chat with the question begun. */
export function drawContact(doc: Paper, sheet: BrochureSheet, top: number) {
  const words = documentWords(sheet.language).brochure
  const number = sheet.contact === null ? null : whatsAppNumber(sheet.contact)
  const height = contactHeight(sheet)
  const y = Math.max(roomFor(doc, sheet, top, height), PAGE.bottom - height)
  const box = { x: PAGE.left, y, width: PAGE.width, height }
  doc.save().roundedRect(box.x, y, box.width, height, 12).clip()
  doc.rect(box.x, y, box.width, height).fill(COLOR.green)
  drawLattice(doc, box)
  doc.restore()

  const side = height - 28
  const room = PAGE.width - 44 - (number ? side + 24 : 0)
  const at = { x: PAGE.left + 22, width: room }
  let row = y + (number ? 26 : 14)
  const title = fitLine(doc, words.contactTitle, { font: 'heavy', size: 15, least: 9, width: room })
  drawLine(doc.fillColor(COLOR.white), title, at.x, row)
  row += 23
  const plain = sheet.contact === null ? words.contactNone : words.contactPlain
  const invite = number ? words.contactMore : plain
  row = drawText(doc, invite, { ...at, font: 'regular', size: 9.5, y: row, color: '#dcece8' }) + 3
  if (sheet.contact !== null) {
    const who = fitLine(doc, sheet.contact, { font: 'heavy', size: 17, least: 8, width: room })
    drawLine(doc.fillColor(COLOR.gold), who, at.x, number ? row : row - 1)
  }
  if (!number) return

  const qrX = PAGE.left + PAGE.width - side - 14
  doc.roundedRect(qrX, y + 14, side, side, 8).fill(COLOR.white)
  const chat = encodeURIComponent(words.chatText(sheet.packageName, sheet.code))
  const link = `https://wa.me/${number}?text=${chat}`
  drawQr(doc, qrModules(link), { x: qrX + 8, y: y + 22, side: side - 16 })
  doc.link(PAGE.left, y, PAGE.width, height, link)
}

/** Digits as wa.me wants them, with the country's; null when the contact is no phone number. */
function whatsAppNumber(contact: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(contact.trim())) return null
  const digits = contact.replace(/\D/g, '').replace(/^0/, '62')
  return digits.length >= 10 && digits.length <= 15 ? digits : null
}
