import type { Correlated, Deps } from '../deps.ts'
import type { TableColumn, TableValue } from '../documents/documents.ts'
import { keepTable } from '../imports/draw-sheet.ts'
import { inTransaction } from '../in-transaction.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import type { Language } from '../people/person.ts'
import type { DeliveryPeriod, DeliveryReport, Parts } from './delivery-report.ts'
import { makeDeliveryReport } from './make-delivery-report.ts'

/** The report as a picture or a workbook, in the words of whoever asked. */
export type DeliveryPaper = {
  form: 'chart' | 'sheet'
  period: DeliveryPeriod
  conversationId: number
  language: Language
  words: {
    title: string
    subtitle: string
    parts: Record<keyof Parts, string>
    number: string
    written: string
    sent: string
    dropped: string
    median: string
    all: string
    time: string
    reason: string
    count: string
    failures: string
    price: string
    billed: string
    free: string
    reasons: Record<string, string>
    /** With `{code}` in it. */
    otherReason: string
    unknownReason: string
    categories: Record<string, string>
  }
}

type DrawDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'business' | 'documents' | 'files'> & Correlated

/** Effect `delivery.draw`. */
export async function drawDeliveryReport(deps: DrawDeps, paper: DeliveryPaper) {
  const report = await makeDeliveryReport(deps, paper.period)
  const file =
    paper.form === 'chart'
      ? await drawChart(deps, report, paper)
      : await drawSheet(deps, report, paper)
  await inTransaction(deps, (deps) =>
    tell(deps, paper.conversationId, { code: 'report.chart', details: { file } }),
  )
}

/** From what is well to what is not, as the colours of a stack go. */
const PARTS = ['read', 'delivered', 'sent', 'waiting', 'failed'] as const

async function drawChart(
  { documents, files }: DrawDeps,
  { series, to, period }: DeliveryReport,
  { language, words, conversationId }: DeliveryPaper,
): Promise<FileRef> {
  const png = await documents.chart({
    language,
    title: words.title,
    subtitle: words.subtitle,
    kind: 'stacked',
    unit: 'count',
    labels: series.map(({ label }) => label),
    series: PARTS.map((part) => ({
      name: words.parts[part],
      values: series.map((slot) => slot[part]),
    })),
  })
  const key = `reports/kirim-${to}-${period}-${conversationId}.png`
  await files.put(key, png)
  return { key, name: `kirim-${to}.png`, mime: 'image/png' }
}

function drawSheet(deps: DrawDeps, report: DeliveryReport, paper: DeliveryPaper): Promise<FileRef> {
  const { words, conversationId } = paper
  const name = `kirim-${report.from}-${report.to}.xlsx`
  const sheets = [
    sheet(
      words.number,
      [words.number, ...FIGURES.map((name) => figureName(name, words))],
      [
        ...report.numbers.map((one) => [one.name, ...FIGURES.map((name) => one[name])]),
        [words.all, ...FIGURES.map((name) => report.all[name])],
      ],
    ),
    sheet(
      words.time,
      [words.time, ...PARTS.map((part) => words.parts[part])],
      report.series.map((slot) => [slot.label, ...PARTS.map((part) => slot[part])]),
    ),
    sheet(
      words.failures,
      [words.reason, words.count],
      report.failures.map(({ code, count }) => [reasonOf(code, words), count]),
    ),
    sheet(
      words.price,
      [words.price, words.billed, words.free],
      report.prices.map((one) => [
        words.categories[one.category] ?? one.category,
        one.billed,
        one.free,
      ]),
    ),
  ]
  return keepTable(deps, {
    workbook: { title: words.title, sheets: sheets.filter(({ rows }) => rows.length > 0) },
    key: `reports/${conversationId}-${name}`,
    name,
  })
}

const FIGURES = [
  'written',
  'sent',
  'delivered',
  'read',
  'failed',
  'waiting',
  'dropped',
  'medianSeconds',
] as const

function figureName(name: (typeof FIGURES)[number], words: DeliveryPaper['words']): string {
  if (name === 'medianSeconds') return words.median
  if (name === 'written' || name === 'dropped' || name === 'sent') return words[name]
  return words.parts[name]
}

function reasonOf(code: string | null, words: DeliveryPaper['words']): string {
  if (code === null) return words.unknownReason
  return words.reasons[code] ?? words.otherReason.replace('{code}', code)
}

function sheet(name: string, headers: string[], rows: TableValue[][]) {
  const columns = headers.map((header, at): TableColumn => ({
    header,
    kind: at === 0 ? 'text' : 'number',
  }))
  return { name, columns, rows }
}
