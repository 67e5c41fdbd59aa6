import type { ChartOptions } from 'chart.js'
import type { Chart } from '../../domain/documents/documents.ts'
import { printable } from './printable.ts'

const INK = '#12312d'
const PALETTE = ['#0f766e', '#e0a93b', '#5b7fd6', '#c2564b', '#7c9a3d', '#8b6bb8']
/** Parts of a whole have an order: from what is well to what is overdue. */
const STAGES = ['#0f766e', '#8db87c', '#e9c46a', '#e08e45', '#b8433a', '#6b2a2a']

export function lookOf(kind: Chart['kind'], place: number) {
  const colors = kind === 'stacked' ? STAGES : PALETTE
  const color = colors[place % colors.length] ?? INK
  switch (kind) {
    case 'bar':
      return { backgroundColor: color, borderRadius: 9, maxBarThickness: 84 }
    case 'hbar':
      return { backgroundColor: color, borderRadius: 9, maxBarThickness: 58 }
    case 'stacked':
      // A seam of the ground's colour tells two parts apart where their colours cannot.
      return {
        backgroundColor: color,
        borderColor: '#ffffff',
        borderWidth: { top: 3 },
        borderRadius: 9,
        maxBarThickness: 104,
      }
    case 'line':
      return {
        borderColor: color,
        backgroundColor: `${color}22`,
        pointBackgroundColor: color,
        borderWidth: 5,
        pointRadius: 5,
        fill: true,
        cubicInterpolationMode: 'monotone',
      } as const
  }
}

/** Names beside lying bars leave the bars their half of the picture. */
export function labelOf(kind: Chart['kind'], raw: string): string | string[] {
  const text = printable(raw)
  if (kind === 'stacked') return inTwoLines(text)
  return kind === 'hbar' ? cut(text, LONGEST_BESIDE) : text
}

/** Names below stacks share the width: each says itself in two short lines rather than not at all. */
function inTwoLines(text: string): string[] {
  const [first = '', ...rest] = text.split(' ')
  const below = rest.join(' ')
  return [cut(first, LONGEST_BELOW), ...(below === '' ? [] : [cut(below, LONGEST_BELOW)])]
}

function cut(text: string, longest: number): string {
  const characters = Array.from(text)
  if (characters.length <= longest) return text
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`
}

const LONGEST_BESIDE = 31
const LONGEST_BELOW = 9
/** More stacks than this leave no room for each name. */
const EVERY_NAME = 8

type Scales = NonNullable<ChartOptions<'bar' | 'line'>['scales']>

/** Names along one side and amounts along the other; bars that lie down change them over. */
export function scalesOf(
  { kind, labels }: Chart,
  short: (value: number) => string,
  empty: boolean,
): Scales {
  const stacked = kind === 'stacked'
  const names = {
    stacked,
    grid: { display: false },
    border: { color: '#c9d3d1' },
    ticks: {
      maxRotation: 0,
      autoSkip: !stacked || labels.length > EVERY_NAME,
      autoSkipPadding: 18,
      padding: 8,
    },
  }
  const amounts = {
    stacked,
    display: !empty,
    beginAtZero: true,
    grace: '10%',
    grid: { color: '#e8eeed', lineWidth: 2 },
    border: { display: false },
    // Half a voucher is no tick worth drawing.
    ticks: {
      maxTicksLimit: 6,
      precision: 0,
      padding: 12,
      callback: (at: string | number) => short(Number(at)),
    },
  }
  if (kind !== 'hbar') return { x: names, y: amounts }
  // Every bar says its amount at its end: a second row of numbers below is in the way.
  return {
    x: { ...amounts, grace: '16%', grid: { display: false }, ticks: { display: false } },
    y: { ...names, ticks: { autoSkip: false, padding: 12, crossAlign: 'far', color: INK } },
  }
}
