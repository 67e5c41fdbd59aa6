import PdfDocument from 'pdfkit'
import { FONT_FILES } from './fonts.ts'
import { printable } from './printable.ts'

export type Paper = PDFKit.PDFDocument

export const A4 = { width: 595.28, height: 841.89 }

/** Points in so many millimetres. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4
}

export function openPaper({ title, author }: { title: string; author: string }): Paper {
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

export function closePaper(doc: Paper): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    doc.end()
  })
}

/** Height of what `draw` draws on paper without an end; it returns the y it came to. */
export function measure(width: number, draw: (doc: Paper) => number): number {
  const doc = openPaper({ title: '', author: '' }).addPage({ size: [width, 14_400], margin: 0 })
  return draw(doc)
}
