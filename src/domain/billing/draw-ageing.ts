import { cutText } from '../messages/cut-text.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import type { Language } from '../people/person.ts'
import { ageing, type Ageing, type Bucket, BUCKETS } from './ageing.ts'

/** Asked for in words of whoever asked, since papers and pictures speak too. */
export type AgeingPaper = {
  form: 'chart' | 'xlsx'
  conversationId: number
  language: Language
  words: {
    title: string
    subtitle: string
    customer: string
    phone: string
    total: string
    days: string
    buckets: Record<Bucket, string>
  }
}

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'business' | 'documents' | 'files'>

/** Effect `ageing.draw`: who owes what for how long, as a picture or a table. */
export async function drawAgeing(deps: Needs, paper: AgeingPaper) {
  const report = await ageing(deps)
  const { form, conversationId } = paper
  const bytes =
    form === 'chart' ? await chart(deps, report, paper) : await table(deps, report, paper)
  const name = `tunggakan-${report.on}.${form === 'chart' ? 'png' : 'xlsx'}`
  const file: FileRef = {
    key: `reports/${conversationId}-${name}`,
    name,
    mime: form === 'chart' ? 'image/png' : XLSX,
  }
  await deps.files.put(file.key, bytes)
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, { code: 'report.chart', details: { file } }),
  )
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const SHOWN = 8
const LONGEST_LABEL = 14

function chart({ documents }: Needs, { debtors }: Ageing, { language, words }: AgeingPaper) {
  const shown = debtors.slice(0, SHOWN)
  const owed = BUCKETS.filter((bucket) => shown.some((one) => one[bucket] > 0))
  const [only] = owed
  return documents.chart({
    language,
    title: words.title,
    // One colour has no legend to say what it stands for.
    subtitle:
      owed.length === 1 && only ? `${words.subtitle} · ${words.buckets[only]}` : words.subtitle,
    kind: 'stacked',
    unit: 'rupiah',
    labels: shown.map(({ customer }) => short(customer)),
    series: owed.map((bucket) => ({
      name: words.buckets[bucket],
      values: shown.map((one) => one[bucket]),
    })),
  })
}

function table(
  { documents }: Needs,
  { debtors, totalRupiah, buckets }: Ageing,
  paper: AgeingPaper,
) {
  const { words } = paper
  const sums = buckets.map(({ rupiah }) => rupiah)
  return documents.table({
    title: words.title,
    sheets: [
      {
        name: words.title,
        columns: [
          { header: words.customer, kind: 'text' },
          { header: words.phone, kind: 'text' },
          ...BUCKETS.map((bucket) => ({ header: words.buckets[bucket], kind: 'rupiah' as const })),
          { header: words.total, kind: 'rupiah' },
          { header: words.days, kind: 'number' },
        ],
        rows: [
          ...debtors.map((one) => [
            one.customer,
            one.phone,
            ...BUCKETS.map((bucket) => one[bucket]),
            one.totalRupiah,
            Math.max(one.daysLate, 0),
          ]),
          [words.total, null, ...sums, totalRupiah, null],
        ],
      },
    ],
  })
}

function short(name: string) {
  return name.length <= LONGEST_LABEL ? name : `${cutText(name, LONGEST_LABEL - 1)}…`
}
