import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import type { Language } from '../people/person.ts'
import type { Period } from './report.ts'
import { makeReport } from './make-report.ts'

/**
 * The chart of a report, as a picture in the chat that asked. Drawing takes a while, so it
 * comes after the figures, which were answered at once.
 */
export async function drawReport(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business' | 'documents' | 'files'>,
  asked: {
    period: Period
    conversationId: number
    language: Language
    title: string
    subtitle: string
  },
) {
  const { period, conversationId, language, title, subtitle } = asked
  const report = await makeReport(deps, period)
  const png = await deps.documents.chart({
    language,
    title,
    subtitle,
    kind: 'bar',
    unit: 'rupiah',
    labels: report.series.map(({ label }) => label),
    series: [{ name: title, values: report.series.map(({ rupiah }) => rupiah) }],
  })
  const key = `reports/${report.to}-${period}-${conversationId}.png`
  await deps.files.put(key, png)
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, {
      code: 'report.chart',
      details: { file: { key, name: `laporan-${report.to}.png`, mime: 'image/png' } },
    }),
  )
}
