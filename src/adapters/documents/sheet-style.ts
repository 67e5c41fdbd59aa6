import type { Paper } from './paper.ts'

/** The look papers about money share: quiet, with one colour. */
export const INK = '#111827'
export const FAINT = '#6b7280'
export const HAIR = '#d7dfde'
export const TINT = '#f1f6f5'
export const TEAL = '#0f766e'
export const GREEN = '#047857'

/** Where something stands on the page, from edge to edge of what may be printed on. */
export type Band = { left: number; width: number }

export function drawHair(doc: Paper, { left, width }: Band, y: number) {
  doc
    .moveTo(left, y)
    .lineTo(left + width, y)
    .lineWidth(0.6)
    .stroke(HAIR)
}
