import QRCode from 'qrcode'
import { type Html, html } from '../html.ts'

/**
 * A drawing of one path, sharp at any size, black on white whatever the colours of the page.
 * Undefined when the text does not fit a code.
 */
export function qrSvg(text: string, label: string): Html | undefined {
  const code = draw(text)
  if (!code) return undefined
  const { data, size } = code.modules
  // White around it that scanners need; the saved picture has nothing else.
  const quiet = 4
  const whole = size + quiet * 2
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue
      const from = column
      while (column + 1 < size && data[row * size + column + 1]) column++
      path += `M${from + quiet} ${row + quiet}h${column - from + 1}v1H${from + quiet}z`
    }
  }
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${whole} ${whole}"
    width="${whole * 8}"
    height="${whole * 8}"
    shape-rendering="crispEdges"
    role="img"
    aria-label="${label}"
  >
    <path fill="#fff" d="M0 0h${whole}v${whole}H0z" />
    <path d="${path}" />
  </svg>`
}

function draw(text: string) {
  try {
    return QRCode.create(text, { errorCorrectionLevel: 'M' })
  } catch {
    return undefined
  }
}
