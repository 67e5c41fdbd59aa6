import type { Receipt } from '../../domain/documents/documents.ts'
import { formatRupiah } from '../../domain/money.ts'
import { sayBillLine } from '../../intents/wording/say-bill-line.ts'
import { sayMethod } from '../../intents/wording/say-method.ts'
import { sayWhen } from '../../intents/wording/say-when.ts'
import { amountInWords } from './amount-in-words.ts'
import { drawLine, drawText, fitLine } from './line.ts'
import { measure, mm, type Paper, printPaper } from './paper.ts'
import { documentWords } from './words.ts'

/** As wide as a till's paper: it fills a phone's screen, and a thermal printer can print it. */
const WIDTH = mm(80)
const SIDE = mm(6)
const INNER = WIDTH - 2 * SIDE

const INK = '#111827'
const FAINT = '#6b7280'
const GREEN = '#047857'

export function receipt(receipt: Receipt): Promise<Uint8Array> {
  const words = documentWords(receipt.language).receipt
  const title = `${words.title} ${receipt.number}`
  const height = measure(WIDTH, (scratch) => drawReceipt(scratch, receipt))
  return printPaper({ title, author: receipt.business }, (doc) => {
    doc.addPage({ size: [WIDTH, height], margin: 0 })
    drawReceipt(doc, receipt)
  })
}

/** Returns the y it ended at. */
function drawReceipt(doc: Paper, receipt: Receipt): number {
  let y = drawHead(doc, receipt)
  y = drawFacts(doc, receipt, drawRule(doc, y + 9) + 9)
  y = drawRule(doc, y + 4) + 9
  for (const line of receipt.lines) {
    const { amountRupiah } = line
    const text = sayBillLine(line, receipt.language)
    y = drawAmount(doc, { text, amountRupiah }, { y, font: 'medium', size: 9 }) + 3.5
  }
  y = drawRule(doc, y + 3) + 9
  const words = documentWords(receipt.language).receipt
  const sum = { text: words.total, amountRupiah: receipt.totalRupiah }
  y = drawAmount(doc, sum, { y, font: 'heavy', size: 13 }) + 4
  y = drawInWords(doc, receipt, y)
  if (isPart(receipt)) {
    const open = { text: words.open, amountRupiah: receipt.invoice?.openRupiah ?? 0 }
    y = drawAmount(doc, open, { y: y + 7, font: 'medium', size: 9 })
  }
  const style = { font: 'regular', size: 7, x: SIDE, width: INNER, align: 'center' } as const
  return drawText(doc, words.thanks, { ...style, y: y + 14, color: FAINT }) + mm(6)
}

/** It says what was received; what it was for may not be paid in full yet. */
function isPart({ invoice }: Receipt) {
  return invoice !== undefined && invoice.openRupiah > 0
}

function drawInWords(doc: Paper, { totalRupiah, language }: Receipt, y: number) {
  const { inWords } = documentWords(language).receipt
  const said = `${inWords}: ${amountInWords(totalRupiah, language)}`
  return drawText(doc, said, { font: 'medium', size: 8, x: SIDE, y, width: INNER, color: INK })
}

function drawHead(doc: Paper, receipt: Receipt) {
  const words = documentWords(receipt.language).receipt
  const centred = { x: SIDE, width: INNER, align: 'center', color: INK } as const
  let y = drawText(doc, receipt.business, { ...centred, font: 'heavy', size: 14, y: mm(7) })
  y = drawText(doc, words.title, { ...centred, font: 'medium', size: 9, y: y + 1, color: FAINT })

  const stamp = fitLine(doc, isPart(receipt) ? words.received : words.paid, {
    font: 'heavy',
    size: 10,
  })
  const width = stamp.width + 24
  y += 7
  doc
    .roundedRect((WIDTH - width) / 2, y, width, 19, 9.5)
    .lineWidth(1.2)
    .stroke(GREEN)
  drawLine(doc.fillColor(GREEN), stamp, (WIDTH - stamp.width) / 2, y + 3.2)
  return y + 19
}

function drawFacts(doc: Paper, receipt: Receipt, top: number) {
  const words = documentWords(receipt.language).receipt
  const { paidAt, timeZone, language } = receipt
  const facts = [
    [words.number, receipt.number],
    [words.date, `${sayWhen(paidAt, language, timeZone)} ${zoneName(paidAt, timeZone)}`],
    [words.customer, receipt.customer],
    [words.method, receipt.methods.map((one) => sayMethod(one, language)).join(', ') || '-'],
    ...(receipt.invoice ? [[words.invoice, receipt.invoice.number] as const] : []),
  ] as const
  const labelWidth = mm(20)
  const rest = { x: SIDE + labelWidth, width: INNER - labelWidth, align: 'right' } as const
  let y = top
  for (const [label, value] of facts) {
    drawText(doc, label, { font: 'regular', size: 8, x: SIDE, y, width: labelWidth, color: FAINT })
    y = drawText(doc, value, { font: 'medium', size: 8, y, color: INK, ...rest }) + 3.5
  }
  return y
}

function drawAmount(
  doc: Paper,
  { text, amountRupiah }: { text: string; amountRupiah: number },
  { y, font, size }: { y: number; font: 'medium' | 'heavy'; size: number },
) {
  const amount = fitLine(doc, formatRupiah(amountRupiah), { font, size, least: 6, width: INNER })
  drawLine(doc.fillColor(INK), amount, WIDTH - SIDE - amount.width, y)
  const width = Math.max(mm(20), INNER - amount.width - 10)
  const below = drawText(doc, text, { font, size, x: SIDE, y, width, color: INK })
  return Math.max(below, y + amount.size * 1.3)
}

function drawRule(doc: Paper, y: number) {
  doc
    .moveTo(SIDE, y)
    .lineTo(WIDTH - SIDE, y)
    .lineWidth(0.7)
    .dash(2, { space: 2 })
    .stroke('#9ca3af')
    .undash()
  return y
}

/** "WIB" for Asia/Jakarta; the Indonesian locale knows the zones of Indonesia by name. */
function zoneName(at: Date, timeZone: string) {
  const format = new Intl.DateTimeFormat('id-ID', { timeZone, timeZoneName: 'short' })
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
