import { formatRupiah } from '../../domain/money.ts'

/** How a language speaks of a value that was refused. */
type Speech = {
  /** Where it is not called what the code calls it. */
  fields: Record<string, string>
  problems: Record<string, string>
  range: (from: string, to: string) => string
}

/** The name of a value and what is wrong with it, in words: a rule may say `empty` or `1-20`. */
export function wordWrongValue(
  { field, problem }: { field: string; problem: string },
  { fields, problems, range }: Speech,
) {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(problem) ?? []
  const said = from !== undefined && to !== undefined ? range(count(from), count(to)) : undefined
  return { field: fields[field] ?? field, problem: said ?? problems[problem] ?? problem }
}

/** With the dots of thousands. */
const count = (digits: string) => formatRupiah(Number(digits)).replace(/^Rp\s?/, '')
