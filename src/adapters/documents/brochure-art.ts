import type { Paper } from './paper.ts'

/** Deep green, gold and cream. */
export const COLOR = {
  night: '#06352f',
  green: '#0b5d52',
  leaf: '#128073',
  gold: '#e0b354',
  deepGold: '#a9781a',
  cream: '#faf6ec',
  ink: '#1c2b2a',
  faint: '#667674',
  rule: '#e2ddcf',
  white: '#ffffff',
} as const

type Box = { x: number; y: number; width: number; height: number }

/** The band of colour a brochure opens with: dusk, a lattice of eight-pointed stars, a skyline. */
export function drawHeroArt(doc: Paper, box: Box) {
  const { x, y, width, height } = box
  const dusk = doc.linearGradient(x, y, x + width * 0.4, y + height)
  dusk.stop(0, COLOR.night).stop(0.65, COLOR.green).stop(1, COLOR.leaf)
  doc.save().rect(x, y, width, height).clip()
  doc.rect(x, y, width, height).fill(dusk)
  drawLattice(doc, box)
  drawSkyline(doc, { x: x + width - 290, base: y + height - 44 })
  doc.restore()
}

export function drawLattice(doc: Paper, { x, y, width, height }: Box) {
  const step = 46
  const reach = 17
  for (let row = 0; row * step < height + step; row += 1) {
    for (let column = 0; column * step < width + step; column += 1) {
      const cx = x + column * step + (row % 2) * (step / 2)
      const cy = y + row * step
      doc.rect(cx - reach * 0.707, cy - reach * 0.707, reach * 1.414, reach * 1.414)
      doc.polygon([cx - reach, cy], [cx, cy - reach], [cx + reach, cy], [cx, cy + reach])
    }
  }
  doc.save().lineWidth(0.7).strokeOpacity(0.09).stroke(COLOR.white).restore()
}

/** Domes and minarets, standing on `base`. */
function drawSkyline(doc: Paper, { x, base }: { x: number; base: number }) {
  doc.save().fillOpacity(0.5).fillColor(COLOR.night)
  for (const [offset, height] of [
    [26, 132],
    [232, 132],
    [74, 96],
    [184, 96],
  ] as const) {
    drawMinaret(doc, x + offset, base, height)
  }
  // Down to the edge, behind whatever covers it there.
  doc.rect(x + 10, base, 242, 60)
  doc.rect(x + 36, base - 38, 186, 38)
  drawDome(doc, { cx: x + 129, base: base - 38, radius: 37 })
  drawDome(doc, { cx: x + 82, base: base - 38, radius: 17 })
  drawDome(doc, { cx: x + 176, base: base - 38, radius: 17 })
  doc.fill()
  doc.fillOpacity(0.55).fillColor(COLOR.gold)
  for (let arch = 0; arch < 7; arch += 1) drawArch(doc, x + 48 + arch * 24.3, base)
  doc.fill().restore()
}

function drawDome(doc: Paper, { cx, base, radius }: { cx: number; base: number; radius: number }) {
  const top = base - radius * 1.45
  doc
    .moveTo(cx - radius, base)
    .bezierCurveTo(cx - radius * 1.25, base - radius, cx - radius * 0.3, base - radius, cx, top)
    .bezierCurveTo(
      cx + radius * 0.3,
      base - radius,
      cx + radius * 1.25,
      base - radius,
      cx + radius,
      base,
    )
    .closePath()
  doc.rect(cx - 0.8, top - radius * 0.4, 1.6, radius * 0.45)
  doc.circle(cx, top - radius * 0.42, radius * 0.07)
}

function drawMinaret(doc: Paper, cx: number, base: number, height: number) {
  const top = base - height
  doc.rect(cx - 5, top + 30, 10, height - 30)
  doc.rect(cx - 8, top + 44, 16, 4)
  doc.rect(cx - 3.5, top + 16, 7, 14)
  doc.rect(cx - 6, top + 27, 12, 3)
  drawDome(doc, { cx, base: top + 16, radius: 4.5 })
}

function drawArch(doc: Paper, x: number, base: number) {
  const width = 9
  const top = base - 24
  doc
    .moveTo(x, base)
    .lineTo(x, top + 6)
    .quadraticCurveTo(x, top + 2, x + width / 2, top - 3)
    .quadraticCurveTo(x + width, top + 2, x + width, top + 6)
    .lineTo(x + width, base)
    .closePath()
}

/** Five-pointed stars in a row; returns where the row ended. */
export function drawStars(
  doc: Paper,
  { x, y, count, size }: { x: number; y: number; count: number; size: number },
) {
  for (let star = 0; star < count; star += 1) {
    const cx = x + size / 2 + star * (size + 1.6)
    const cy = y + size / 2
    const points = Array.from({ length: 10 }, (_, corner): [number, number] => {
      const radius = corner % 2 === 0 ? size / 2 : size / 4.8
      const angle = (Math.PI / 5) * corner - Math.PI / 2
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)]
    })
    doc.polygon(...points)
  }
  if (count > 0) doc.fill(COLOR.gold)
  return x + count * (size + 1.6)
}

export function drawTick(doc: Paper, x: number, y: number) {
  doc.circle(x + 4.5, y + 4.5, 4.5).fill(COLOR.leaf)
  doc
    .moveTo(x + 2.4, y + 4.7)
    .lineTo(x + 4, y + 6.3)
    .lineTo(x + 6.8, y + 3)
  doc.lineWidth(1.1).lineCap('round').lineJoin('round').stroke(COLOR.white)
}

export function drawDash(doc: Paper, x: number, y: number) {
  doc
    .circle(x + 4.5, y + 4.5, 4.2)
    .lineWidth(0.8)
    .stroke('#b9b19c')
  doc
    .moveTo(x + 2.7, y + 4.5)
    .lineTo(x + 6.3, y + 4.5)
    .lineWidth(1.1)
    .lineCap('round')
    .stroke('#8a8371')
}
