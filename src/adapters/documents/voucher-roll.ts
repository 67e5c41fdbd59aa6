import { setImmediate as rest } from 'node:timers/promises'
import type { PrintedVoucher, VoucherSheet } from '../../domain/documents/documents.ts'
import { drawLine, fitCode, fitLine, type Line } from './line.ts'
import { measure, mm, type Paper } from './paper.ts'
import { drawQr, qrModules } from './qr.ts'
import { qrText, voucherFace } from './voucher-face.ts'

const PAPER = mm(58)
/** What the print head of a 58 mm printer reaches. */
const WIDTH = mm(48)
const LEFT = (PAPER - WIDTH) / 2
/** Its dots: 203 to the inch. Modules of a QR that are whole dots come out sharp. */
const DOT = 72 / 203

/**
 * One voucher under another on the roll, a page each, so that a printer which feeds or cuts
 * between pages does it at the right place. Only black: a thermal head knows no grey, and
 * thin type is lost on it.
 */
export async function drawVoucherRoll(doc: Paper, sheet: VoucherSheet) {
  const [first = { code: '', password: '' }] = sheet.vouchers
  const height = measure(PAPER, (scratch) => slipOf(scratch, sheet)(first, 1))
  const drawSlip = slipOf(doc, sheet)
  for (const [place, voucher] of sheet.vouchers.entries()) {
    doc.addPage({ size: [PAPER, height], margin: 0 })
    drawSlip(voucher, place + 1)
    await rest()
  }
}

/** Measures once what all share; what it returns draws one voucher and says where it ended. */
function slipOf(doc: Paper, sheet: VoucherSheet) {
  const face = voucherFace(sheet)
  const bold = { font: 'bold', least: 7, width: WIDTH } as const
  const head = [
    fitLine(doc, face.business, { ...bold, size: 12 }),
    fitLine(doc, face.package, { ...bold, size: 9 }),
    fitLine(doc, face.price, { font: 'heavy', size: 17, least: 10, width: WIDTH }),
  ]
  const promises = face.validity.map((promise) =>
    fitLine(doc, promise, { ...bold, size: 7.6, least: 5.5 }),
  )
  const step = fitLine(doc, sheet.loginUrl === null ? face.words.stepType : face.words.stepScan, {
    ...bold,
    size: 7,
    least: 5.5,
  })

  return (voucher: PrintedVoucher, number: number) => {
    doc.fillColor('#000000')
    let y = mm(3)
    for (const line of head) y = drawMiddle(doc, line, y)
    y = drawCodes(doc, sheet, voucher, y + mm(1.5))

    const text = qrText(sheet, voucher)
    if (text) {
      const modules = qrModules(text)
      const side = Math.floor(mm(36) / DOT / modules.size) * DOT * modules.size
      drawQr(doc, modules, { x: (PAPER - side) / 2, y: y + mm(2.5), side })
      // Codes of one batch may need QR codes of two sizes: all slips are as long as the longest.
      y += mm(2.5) + mm(36) + mm(1.5)
      y = drawMiddle(doc, step, y)
    } else {
      y = drawMiddle(doc, step, y + mm(1.5))
    }
    y += mm(1)
    for (const line of promises) y = drawMiddle(doc, line, y)

    const batch = `${sheet.batch} · ${number}/${sheet.vouchers.length}`
    y = drawMiddle(doc, fitLine(doc, batch, { font: 'medium', size: 6, width: WIDTH }), y + mm(1.5))
    y += mm(4)
    doc
      .moveTo(0, y)
      .lineTo(PAPER, y)
      .lineWidth(0.6)
      .dash(3, { space: 2 })
      .stroke('#000000')
      .undash()
    return y + 0.6
  }
}

/** The code in a frame, and the password below it where it is another. */
function drawCodes(doc: Paper, sheet: VoucherSheet, { code, password }: PrintedVoucher, y: number) {
  const { words } = voucherFace(sheet)
  const rows =
    code === password
      ? [['', code]]
      : [
          [words.code, code],
          [words.password, password],
        ]
  const top = y
  y += mm(1)
  for (const [label = '', secret = ''] of rows) {
    if (label) y = drawMiddle(doc, fitLine(doc, label, { font: 'bold', size: 7 }), y)
    y = drawMiddle(doc, fitCode(secret, { size: 22, width: WIDTH - mm(4) }), y)
  }
  y += mm(0.6)
  doc
    .roundedRect(LEFT + 0.6, top, WIDTH - 1.2, y - top, 4)
    .lineWidth(1.2)
    .stroke('#000000')
  return y
}

function drawMiddle(doc: Paper, line: Line, y: number) {
  drawLine(doc, line, (PAPER - line.width) / 2, y)
  return y + line.size * 1.3
}
