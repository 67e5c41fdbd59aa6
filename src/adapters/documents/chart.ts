import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as Picture,
  type ChartConfiguration,
  Filler,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  SubTitle,
  Title,
} from 'chart.js'
import type { Chart } from '../../domain/documents/documents.ts'
import { shortNumber, valueLabels } from './chart-labels.ts'
import { labelOf, lookOf, scalesOf } from './chart-look.ts'
import { FONT_FILES } from './fonts.ts'
import { printable } from './printable.ts'
import { documentWords } from './words.ts'

// The size chats show without scaling. On a phone it shrinks to a third: hence the large type.
const WIDTH = 1280
const HEIGHT = 720
const INK = '#12312d'
const FAINT = '#5f6f6d'

Picture.register(BarController, BarElement, CategoryScale, Filler, Legend, LineController)
Picture.register(LineElement, LinearScale, PointElement, SubTitle, Title)
Picture.defaults.font = { family: 'Jakarta', size: 25, weight: 500 }
Picture.defaults.color = FAINT
for (const file of [FONT_FILES.medium, FONT_FILES.bold])
  GlobalFonts.registerFromPath(file, 'Jakarta')

export function chart(chart: Chart): Uint8Array {
  const canvas = createCanvas(WIDTH, HEIGHT)
  const picture = new Picture(canvas, configOf(chart))
  const bytes = canvas.toBuffer('image/png')
  picture.destroy()
  return bytes
}

function configOf(chart: Chart): ChartConfiguration<'bar' | 'line', number[], string | string[]> {
  const words = documentWords(chart.language).chart
  const short = shortNumber(chart)
  const empty = chart.series.every(({ values }) => values.length === 0)
  const subtitle = empty ? words.noData : printable(chart.subtitle ?? '')
  return {
    type: chart.kind === 'line' ? 'line' : 'bar',
    data: {
      labels: chart.labels.map((label) => labelOf(chart.kind, label)),
      datasets: chart.series.map((series, place) => ({
        label: printable(series.name),
        data: series.values,
        ...lookOf(chart.kind, place),
      })),
    },
    options: {
      responsive: false,
      animation: false,
      devicePixelRatio: 1,
      layout: { padding: { top: 34, right: 44, bottom: 26, left: 32 } },
      plugins: {
        title: heading(printable(chart.title), {
          size: Math.min(42, 2_000 / chart.title.length),
          weight: 700,
          color: INK,
          below: subtitle === '' ? 38 : 6,
        }),
        subtitle: heading(subtitle, { size: 27, weight: 500, color: FAINT, below: 36 }),
        legend: {
          display: chart.series.length > 1,
          position: 'bottom',
          labels: {
            boxWidth: 22,
            boxHeight: 22,
            padding: 26,
            useBorderRadius: true,
            borderRadius: 6,
          },
        },
      },
      indexAxis: chart.kind === 'hbar' ? 'y' : 'x',
      scales: scalesOf(chart, short, empty),
    },
    plugins: [ground, valueLabels(chart, short)],
  }
}

function heading(
  text: string,
  style: { size: number; weight: number; color: string; below: number },
) {
  const { color, below, ...font } = style
  return {
    display: text !== '',
    text,
    align: 'start',
    color,
    font: { family: 'Jakarta', ...font },
    padding: { top: 0, bottom: below },
  } as const
}

/** A picture without a ground is black in some chats. */
const ground = {
  id: 'ground',
  beforeLayout({ ctx }: Picture) {
    // The font's own spaces are narrow: "1,2 jt" would read as "1,2jt".
    ctx.wordSpacing = '4px'
  },
  beforeDraw({ ctx, width, height }: Picture) {
    ctx.save()
    ctx.fillStyle = '#ffffff'
    ctx.fillRect(0, 0, width, height)
    ctx.restore()
  },
}
