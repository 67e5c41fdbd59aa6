import type { Chart as Picture } from 'chart.js'
import type { Chart } from '../../domain/documents/documents.ts'

/** "Rp 1,2 jt", "Rp 850 rb", "1.250": as short as it can be said and still be right enough. */
export function shortNumber({ language, unit }: Pick<Chart, 'language' | 'unit'>) {
  // British English would write 1.2 million as 1.2m.
  const locale = language === 'id' ? 'id-ID' : 'en-US'
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  return (value: number) => {
    const format = unit === 'rupiah' || Math.abs(value) >= 100_000 ? compact : plain
    const said = format.format(Math.abs(value)).replaceAll('\u00A0', ' ')
    return `${value < 0 ? '-' : ''}${unit === 'rupiah' ? 'Rp ' : ''}${said}`
  }
}

/** More than this many numbers over the bars would run into each other. */
const ROOM_FOR = 12

/**
 * Writes the number over each bar, at its end where it lies, over each stack its sum, and over
 * the peak of a line: nobody measures a chart on a phone.
 */
export function valueLabels(chart: Chart, short: (value: number) => string) {
  const { kind, series } = chart
  return {
    id: 'valueLabels',
    afterDatasetsDraw(picture: Picture) {
      if (series.length === 0 || (series.length > 1 && kind !== 'stacked')) return
      const sums = sumsOf(chart)
      const peak = sums.indexOf(Math.max(...sums))
      const all = kind !== 'line' && sums.length <= ROOM_FOR
      const { ctx } = picture
      ctx.save()
      ctx.font = '700 24px Jakarta'
      ctx.fillStyle = '#12312d'
      ctx.textAlign = kind === 'hbar' ? 'left' : 'center'
      ctx.textBaseline = kind === 'hbar' ? 'middle' : 'bottom'
      for (const place of all ? sums.keys() : [peak].values()) {
        const at = picture.getDatasetMeta(0).data[place]
        const sum = sums[place]
        if (!at || !sum) continue
        const text = short(sum)
        if (kind === 'hbar') ctx.fillText(text, Math.max(at.x, startOf(picture)) + 14, at.y)
        else ctx.fillText(text, at.x, (kind === 'stacked' ? topOf(picture, sum) : at.y) - 10)
      }
      ctx.restore()
    },
  }
}

/** What stands at each label: of a single series its values, of a stack their sum. */
function sumsOf({ labels, series }: Chart): number[] {
  const length = Math.max(labels.length, ...series.map(({ values }) => values.length))
  return Array.from({ length }, (_, place) =>
    series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0),
  )
}

function topOf({ scales }: Picture, sum: number) {
  return scales['y']?.getPixelForValue(sum) ?? 0
}

/** A loss lies to the left of here; its number does not run into it. */
function startOf({ scales }: Picture) {
  return scales['x']?.getPixelForValue(0) ?? 0
}
