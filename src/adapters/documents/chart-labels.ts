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

/** Writes the number over each bar, or over the peak of a line: nobody measures a chart on a phone. */
export function valueLabels({ kind, series }: Chart, short: (value: number) => string) {
  return {
    id: 'valueLabels',
    afterDatasetsDraw(picture: Picture) {
      const [only] = series
      if (!only || series.length > 1) return
      const { ctx } = picture
      const peak = only.values.indexOf(Math.max(...only.values))
      const all = kind === 'bar' && only.values.length <= ROOM_FOR
      const shown = all ? only.values.keys() : [peak].values()
      ctx.save()
      ctx.font = '700 24px Jakarta'
      ctx.fillStyle = '#12312d'
      ctx.textAlign = 'center'
      ctx.textBaseline = 'bottom'
      for (const place of shown) {
        const at = picture.getDatasetMeta(0).data[place]
        const value = only.values[place]
        if (at && value) ctx.fillText(short(value), at.x, at.y - 10)
      }
      ctx.restore()
    },
  }
}
