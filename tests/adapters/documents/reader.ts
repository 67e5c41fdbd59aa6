import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { getDocumentProxy, renderPageAsImage } from 'unpdf'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** Reads documents as people do: a PDF viewer, and the camera of a phone. */

export type Word = { text: string; left: number; right: number; top: number; bottom: number }
export type Page = { width: number; height: number; text: string; words: Word[] }

/** Pages with their text and where it stands, in points from the top left corner. */
export async function readPdf(bytes: Uint8Array): Promise<Page[]> {
  const pdf = await getDocumentProxy(bytes.slice())
  const pages: Page[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const words = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , , , left = 0, baseline = 0] = item.transform as number[]
      const bottom = height - baseline
      return [{ text: item.str, left, right: left + item.width, top: bottom - item.height, bottom }]
    })
    pages.push({ width, height, text: words.map((word) => word.text).join(' '), words })
  }
  return pages
}

const canvasImport = () => import('@napi-rs/canvas')

/** Every QR code on a page, as a scanner reads them off the paper. */
export async function scanPage(bytes: Uint8Array, page: number, scale = 3): Promise<string[]> {
  const picture = await renderPageAsImage(bytes.slice(), page, { canvasImport, scale })
  return scanPicture(new Uint8Array(picture))
}

export async function scanPicture(png: Uint8Array): Promise<string[]> {
  await scanner
  const found = await readBarcodes(png, { formats: ['QRCode'], maxNumberOfSymbols: 255 })
  // A code drawn in a mirror is read by some phones and not by others.
  return found.filter(({ isMirrored }) => !isMirrored).map(({ text }) => text)
}

// The scanner would fetch its program from the web; here it is on disk.
const scanner = readFile(
  fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')),
).then((program) => {
  const wasmBinary = new Uint8Array(program).buffer
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
})
