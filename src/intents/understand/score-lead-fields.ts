import type { LeadFields } from '../../domain/leads/lead-fields.ts'

type Count = { right: number; wrong: number; missed: number }
type Summary = {
  lines: number
  expected: number
  exact: number
  fields: Record<string, { right: number; precision: number; recall: number }>
}

/** Counts, field by field, how often what was read is what was expected. */
export function createScore() {
  const counts = new Map<string, Count>()
  let lines = 0
  let expectedLines = 0
  let exact = 0
  return {
    add(read: LeadFields, expected: LeadFields | undefined) {
      lines += 1
      if (!expected) return
      expectedLines += 1
      if (compare(read, expected, counts)) exact += 1
    },
    summary(): Summary {
      const fields = [...counts].toSorted(([a], [b]) => a.localeCompare(b))
      return {
        lines,
        expected: expectedLines,
        exact,
        fields: Object.fromEntries(fields.map(([name, count]) => [name, rates(count)])),
      }
    },
  }
}

function compare(read: LeadFields, expected: LeadFields, counts: Map<string, Count>): boolean {
  const [got, wanted] = [comparable(read), comparable(expected)]
  let same = true
  for (const name of new Set([...got.keys(), ...wanted.keys()])) {
    const count = counts.get(name) ?? { right: 0, wrong: 0, missed: 0 }
    counts.set(name, count)
    if (got.get(name) === wanted.get(name)) {
      count.right += 1
      continue
    }
    same = false
    if (got.has(name)) count.wrong += 1
    if (wanted.has(name)) count.missed += 1
  }
  return same
}

/** Companions in any order; an intent of `other` is the same as none. */
function comparable({ with: companions, intent, ...rest }: LeadFields): Map<string, string> {
  const fields = {
    ...rest,
    with: companions?.toSorted(),
    intent: intent === 'other' ? undefined : intent,
  }
  const known = Object.entries(fields).filter(([, value]) => value !== undefined)
  return new Map(known.map(([name, value]) => [name, canonical(value)]))
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value)
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)))
}

function rates({ right, wrong, missed }: Count) {
  const share = (of: number) => (of === 0 ? 1 : Math.round((right / of) * 1000) / 1000)
  return { right, precision: share(right + wrong), recall: share(right + missed) }
}
