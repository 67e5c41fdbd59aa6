import QRCode from 'qrcode'

/** A scanner needs four modules of white on every side. */
const QUIET = 4

/** A square PNG for a chat, large enough to be scanned from another phone's screen. */
export function qrPicture(text: string): Promise<Uint8Array> {
  return QRCode.toBuffer(text, { width: 512, margin: QUIET, errorCorrectionLevel: 'M' })
}

type Modules = { size: number; get: (row: number, column: number) => number }

export function qrModules(text: string): Modules {
  // Links are bytes: looking for a cleverer mix of modes takes longer than all the rest.
  const segments = [{ mode: 'byte', data: Buffer.from(text) }] as const
  return QRCode.create([...segments], { errorCorrectionLevel: 'M' }).modules
}

/**
 * Draws a QR code as one filled path: sharp at every size, and no seams between the modules.
 * `side` is the width of the code itself in points; the white around it is the caller's.
 */
export function drawQr(
  doc: PDFKit.PDFDocument,
  modules: Modules,
  { x, y, side }: { x: number; y: number; side: number },
) {
  // One instruction for the whole code: a call for each of its five hundred runs costs more
  // than all the rest of a voucher.
  let path = ''
  for (let row = 0; row < modules.size; row += 1) {
    let start = -1
    for (let column = 0; column <= modules.size; column += 1) {
      const dark = column < modules.size && modules.get(row, column) === 1
      if (dark && start < 0) start = column
      if (dark || start < 0) continue
      path += `${start} ${row} ${column - start} 1 re `
      start = -1
    }
  }
  doc
    .save()
    .translate(x, y)
    .scale(side / modules.size)
    .fillColor('#000000')
    .addContent(`${path}f`)
    .restore()
}
