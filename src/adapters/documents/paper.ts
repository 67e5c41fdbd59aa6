import PdfDocument from 'pdfkit'
import { FONT_FILES } from './fonts.ts'
import { printable } from './printable.ts'

export type Paper = PDFKit.PDFDocument

export const A4 = { width: 595.28, height: 841.89 }
export const A5 = { width: 419.53, height: 595.28 }

/** Points in so many millimetres. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4
}

/** Draws a document and returns its bytes. What takes long should rest between its pages. */
export async function printPaper(
  about: { title: string; author: string },
  draw: (doc: Paper) => Promise<void> | void,
): Promise<Uint8Array> {
  const doc = openPaper(about)
  const bytes = collect(doc)
  await draw(doc)
  doc.end()
  return bytes
}

/** Height of what `draw` draws on paper without an end; it returns the y it came to. */
export function measure(width: number, draw: (doc: Paper) => number): number {
  const doc = openPaper({ title: '', author: '' }).addPage({ size: [width, 14_400], margin: 0 })
  return draw(doc)
}

function openPaper({ title, author }: { title: string; author: string }): Paper {
  const doc = new PdfDocument({
    autoFirstPage: false,
    margin: 0,
    // None: a font opened here and registered below would be parsed anew at every use.
    font: '',
    displayTitle: true,
    info: { Title: printable(title), Author: printable(author) },
  })
  for (const [name, file] of Object.entries(FONT_FILES)) doc.registerFont(name, file)
  return doc
}

/** A compressed page comes in a buffer many times its size, so each is copied and let go. */
function collect(doc: Paper): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (piece: Buffer) => pieces.push(new Uint8Array(piece)))
    doc.on('end', () => resolve(Buffer.concat(pieces)))
    doc.on('error', reject)
  })
}
