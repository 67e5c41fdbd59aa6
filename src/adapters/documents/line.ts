import type { FontName } from './fonts.ts'
import type { Paper } from './paper.ts'
import { printable } from './printable.ts'

/** Text that was measured and fits: drawn as it is, as often as wanted. */
export type Line = { text: string; font: FontName; size: number; width: number }

/** The font's spaces are narrow for small print, where "1 hari" would read as "1hari". */
const WORD_GAP = 0.06
/** Width of every character of the font for codes, in ems. */
const CODE_EM = 0.6

/** Makes a line fit `width` points: smaller first, down to `least`, then cut off with an ellipsis. */
export function fitLine(
  doc: Paper,
  raw: string,
  style: { font: FontName; size: number; least?: number; width?: number },
): Line {
  const { font, size, least = size, width = Infinity } = style
  const text = printable(raw)
  const full = widthOf(doc, text, font) * size
  if (full <= width) return { text, font, size, width: full }
  // Widths grow in proportion to the size.
  const shrunk = Math.max(least, (size * width) / full)
  if ((full * shrunk) / size <= width + 0.01) return { text, font, size: shrunk, width }
  const characters = Array.from(text)
  let kept = characters.length
  const short = () => `${characters.slice(0, kept).join('').trimEnd()}…`
  while (kept > 1 && widthOf(doc, short(), font) * shrunk > width) kept -= 1
  return { text: short(), font, size: shrunk, width: widthOf(doc, short(), font) * shrunk }
}

/** A code as large as it can be within `width` and `size`. */
export function fitCode(code: string, { size, width }: { size: number; width: number }): Line {
  const em = Array.from(code).length * CODE_EM
  const fitted = Math.min(size, width / em)
  return { text: code, font: 'code', size: fitted, width: em * fitted }
}

/** Draws a fitted line with its top left corner at x, y, in the fill colour of the moment. */
export function drawLine(doc: Paper, line: Line, x: number, y: number) {
  doc
    .font(line.font)
    .fontSize(line.size)
    .text(line.text, x, y, line.font === 'code' ? CODE_OPTIONS : wordOptions(line))
}

/** Codes are not words: the font is not searched for ligatures in every one of them. */
const CODE_OPTIONS = {
  lineBreak: false,
  // Names that are switched off rather than a list of those that are on; the types know the list.
  features: { calt: false, ccmp: false, liga: false } as unknown as [],
}

function wordOptions({ size }: Line) {
  return { lineBreak: false, wordSpacing: size * WORD_GAP }
}

/** In ems. */
function widthOf(doc: Paper, text: string, font: FontName) {
  const gaps = text.split(' ').length - 1
  return doc.font(font).fontSize(1).widthOfString(text) + gaps * WORD_GAP
}

/** Draws wrapped text and returns where it ended. */
export function drawText(
  doc: Paper,
  raw: string,
  style: {
    font: FontName
    size: number
    x: number
    y: number
    width: number
    color?: string
    align?: 'left' | 'center' | 'right'
    lineGap?: number
  },
): number {
  const { font, size, x, y, width, color, align = 'left', lineGap = size * 0.15 } = style
  const text = printable(raw)
  if (text === '') return y
  doc.font(font).fontSize(size)
  if (color) doc.fillColor(color)
  // Wider gaps are for what starts at the left: the library forgets them when it aligns.
  const wordSpacing = align === 'left' ? size * WORD_GAP : 0
  const options = { width, align, lineGap, wordSpacing }
  const height = doc.heightOfString(text, options)
  // A height of its own keeps the library from starting a new page in the middle of a text.
  doc.text(text, x, y, { ...options, height: height + size })
  return y + height
}

export function heightOf(
  doc: Paper,
  raw: string,
  style: { font: FontName; size: number; width: number; lineGap?: number },
): number {
  const { font, size, width, lineGap = size * 0.15 } = style
  const text = printable(raw)
  if (text === '') return 0
  const options = { width, lineGap, wordSpacing: size * WORD_GAP }
  return doc.font(font).fontSize(size).heightOfString(text, options)
}
