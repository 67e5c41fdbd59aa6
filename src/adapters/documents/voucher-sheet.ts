import { setImmediate as rest } from 'node:timers/promises'
import type { PrintedVoucher, VoucherSheet } from '../../domain/documents/documents.ts'
import { drawLine, fitCode, fitLine, type Line } from './line.ts'
import { A4, mm, type Paper, printPaper } from './paper.ts'
import { printable } from './printable.ts'
import { drawQr, qrModules } from './qr.ts'
import { qrText, voucherFace } from './voucher-face.ts'
import { drawVoucherRoll } from './voucher-roll.ts'

const COLUMNS = 3
const ROWS = 10
/** Most printers cannot reach the last five millimetres of the paper. */
const MARGIN = mm(7)
const CELL = { width: (A4.width - 2 * MARGIN) / COLUMNS, height: (A4.height - 2 * MARGIN) / ROWS }
const PADDING = mm(2.6)
const QR_SIDE = mm(20)

const INK = '#111827'
const FAINT = '#6b7280'

export function voucherSheet(sheet: VoucherSheet): Promise<Uint8Array> {
  const title = `${sheet.business} ${sheet.package} ${sheet.batch}`
  const draw = sheet.layout === 'thermal58' ? drawVoucherRoll : drawVoucherPages
  return printPaper({ title, author: sheet.business }, (doc) => draw(doc, sheet))
}

async function drawVoucherPages(doc: Paper, sheet: VoucherSheet) {
  const drawTicket = ticketOf(doc, sheet)
  const perPage = COLUMNS * ROWS
  for (let first = 0; first === 0 || first < sheet.vouchers.length; first += perPage) {
    doc.addPage({ size: 'A4', margin: 0 })
    const page = sheet.vouchers.slice(first, first + perPage)
    drawCutLines(doc, Math.ceil(page.length / COLUMNS))
    for (const [place, voucher] of page.entries()) {
      const x = MARGIN + (place % COLUMNS) * CELL.width
      const y = MARGIN + Math.floor(place / COLUMNS) * CELL.height
      drawTicket(voucher, { number: first + place + 1, x, y })
    }
    await rest()
  }
}

/** From edge to edge of the paper, so that a ruler or a cutter has something to start from. */
function drawCutLines(doc: Paper, rows: number) {
  const bottom = rows === ROWS ? A4.height : MARGIN + rows * CELL.height
  for (let column = 0; column <= COLUMNS; column += 1) {
    const x = MARGIN + column * CELL.width
    doc.moveTo(x, 0).lineTo(x, bottom)
  }
  for (let row = 0; row <= rows; row += 1) {
    const y = MARGIN + row * CELL.height
    doc.moveTo(0, y).lineTo(A4.width, y)
  }
  doc.lineWidth(0.4).dash(2, { space: 2 }).stroke('#9ca3af').undash()
}

/** Measures once what all vouchers share; what it returns draws one of them. */
function ticketOf(doc: Paper, sheet: VoucherSheet) {
  const withQr = sheet.loginUrl !== null
  const width = CELL.width - 2 * PADDING - (withQr ? QR_SIDE + mm(2.4) : 0)
  const footWidth = withQr ? QR_SIDE : mm(24)
  const face = faceOf(doc, sheet, { width, title: withQr ? width : width - footWidth - 6 })

  return (voucher: PrintedVoucher, { number, x, y }: { number: number; x: number; y: number }) => {
    const left = x + PADDING
    const right = x + CELL.width - PADDING
    const top = y + PADDING
    doc.fillColor(INK)
    drawLine(doc, face.business, left, top - 1)
    drawLine(doc, face.price, left, top + mm(3.1))
    doc.fillColor(FAINT)
    const [first, second] = face.package
    const beside = left + face.price.width + 4
    drawLine(doc, first, beside, top + (second ? mm(3.2) : mm(4)))
    if (second) drawLine(doc, second, beside, top + mm(5.4))

    const under = drawCodes(doc, sheet, voucher, { x: left, y: top + mm(8.2), width })
    doc.fillColor(INK)
    for (const [row, line] of face.validity.entries()) drawLine(doc, line, left, under + row * 6.9)

    doc.fillColor(FAINT)
    const batch = `${sheet.batch} · ${number}/${sheet.vouchers.length}`
    const foot = fitLine(doc, batch, { font: 'regular', size: 4.8, least: 3.6, width: footWidth })
    drawLine(doc, foot, right - foot.width, withQr ? top + QR_SIDE + mm(0.9) : top)

    const text = qrText(sheet, voucher)
    if (text) drawQr(doc, qrModules(text), { x: right - QR_SIDE, y: top, side: QR_SIDE })
  }
}

function faceOf(
  doc: Paper,
  sheet: VoucherSheet,
  { width, title }: { width: number; title: number },
) {
  const face = voucherFace(sheet)
  const price = fitLine(doc, face.price, { font: 'heavy', size: 11, least: 8, width })
  const rest = Math.max(mm(8), width - price.width - 4)
  const small = { font: 'medium', size: 5.6, least: 4.2, width } as const
  return {
    business: fitLine(doc, face.business, { font: 'bold', size: 7.5, least: 6, width: title }),
    price,
    package: packageLines(doc, face.package, rest),
    validity: face.validity.map((promise) => fitLine(doc, promise, small)),
  }
}

/** One line beside the price, or two small ones when the name is long. */
function packageLines(doc: Paper, name: string, width: number): [Line, Line?] {
  const whole = fitLine(doc, name, { font: 'medium', size: 7, least: 5.6, width })
  const words = printable(name).split(' ')
  if (!whole.text.endsWith('…') || words.length === 1) return [whole]
  const small = { font: 'medium', size: 5.4 } as const
  const splits = words.slice(1).map((_, place) => {
    const first = words.slice(0, place + 1).join(' ')
    const second = words.slice(place + 1).join(' ')
    const widths = [first, second].map((half) => fitLine(doc, half, small).width)
    return { first, second, widest: Math.max(...widths) }
  })
  const evenest = splits.reduce((best, split) => (split.widest < best.widest ? split : best))
  const fitted = { ...small, least: 4.2, width }
  return [fitLine(doc, evenest.first, fitted), fitLine(doc, evenest.second, fitted)]
}

type Box = { x: number; y: number; width: number }

/** The code, and the password below it where it is another. Returns where the next line may begin. */
function drawCodes(doc: Paper, sheet: VoucherSheet, voucher: PrintedVoucher, box: Box) {
  const { code, password } = voucher
  if (code === password) {
    const height = mm(6.6)
    doc.roundedRect(box.x, box.y, box.width, height, 3).fill('#f3f4f6')
    const line = fitCode(code, { size: sheet.loginUrl === null ? 18 : 15, width: box.width - 8 })
    doc.fillColor('#000000')
    drawCentred(doc, line, { ...box, height })
    return box.y + height + mm(0.9)
  }
  const { words } = voucherFace(sheet)
  const height = mm(4.1)
  doc.roundedRect(box.x, box.y, box.width, 2 * height, 3).fill('#f3f4f6')
  const labels = [words.code, words.password].map((label) =>
    fitLine(doc, label, { font: 'medium', size: 5.2 }),
  )
  const indent = Math.max(...labels.map((label) => label.width)) + 8
  for (const [row, secret] of [code, password].entries()) {
    const label = labels[row]
    const y = box.y + row * height
    if (label) drawLine(doc.fillColor(FAINT), label, box.x + 4, y + mm(1.2))
    const line = fitCode(secret, { size: 10.5, width: box.width - indent - 4 })
    drawLine(doc.fillColor('#000000'), line, box.x + indent, y + (height - line.size * 1.32) / 2)
  }
  return box.y + 2 * height + mm(0.5)
}

function drawCentred(doc: Paper, line: Line, box: Box & { height: number }) {
  const x = box.x + (box.width - line.width) / 2
  drawLine(doc, line, x, box.y + (box.height - line.size * 1.32) / 2)
}
