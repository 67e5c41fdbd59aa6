import type { Day } from '../day.ts'

const MONTHS = [
  /^jan(uar[iy])?$/i,
  /^feb(ruar[iy])?$/i,
  /^mar(et|ch)?$/i,
  /^apr(il)?$/i,
  /^(mei|may)$/i,
  /^jun[ie]?$/i,
  /^jul[iy]?$/i,
  /^(agu(s|stus)?|agt|ags|aug(ust)?)$/i,
  /^sep(t|tember)?$/i,
  /^(okt|oct)(ober)?$/i,
  /^(nov|nop)(ember)?$/i,
  /^(des|dec)(ember)?$/i,
]

/** Ways to write a day; groups in the order that is named. A year may be missing. */
const SHAPES: [order: 'ymd' | 'dmy', pattern: RegExp][] = [
  ['ymd', /(?<![\d/.-])(20\d\d)[-/.](\d\d)[-/.](\d\d)(?!\d)/g],
  ['ymd', /(?<![\w/.-])(20\d\d)(\d\d)(\d\d)(?![\w/-])/g],
  ['dmy', /(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](20\d\d|\d\d)(?![\d/-])/g],
  ['dmy', /(?<![\d/.,-])(\d{1,2})\.(\d{1,2})\.(20\d\d|\d\d)(?![\d.,])/g],
  [
    'dmy',
    /(?<![\d/.,-])(\d{1,2})[ -]([a-z]{3,9})\.?(?:[ ,-]{1,2}(20\d\d(?!\d)|\d\d(?![\d.:,])))?/gi,
  ],
  ['dmy', /(?<![\d/.-])(\d{1,2})\/(\d\d)()(?![\d/-])/g],
]

/**
 * The first day a text names, with the day before the month as all of Indonesia writes it. A day
 * without a year is the latest one that is not after `latest`.
 */
export function readDay(text: string, latest: Day): Day | undefined {
  const found = SHAPES.flatMap(([order, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, [1]: first = '', [2]: month = '', [3]: third }) => {
      const [year, day] = order === 'ymd' ? [first, third ?? ''] : [third, first]
      return { index, day: dayFrom({ year, month, day }, latest) }
    }),
  )
  return found.filter(({ day }) => day).toSorted((a, b) => a.index - b.index)[0]?.day
}

function dayFrom(
  { year, month, day }: { year: string | undefined; month: string; day: string },
  latest: Day,
): Day | undefined {
  const number = /^\d/.test(month) ? Number(month) : MONTHS.findIndex((is) => is.test(month)) + 1
  const inYear = (at: number) => {
    const parts = [at, number, Number(day)].map((part) => String(part).padStart(2, '0'))
    return existing(parts.join('-'))
  }
  const last = Number(latest.slice(0, 4))
  if (year) {
    const at = Number(year.length === 2 ? `20${year}` : year)
    // A clock that shows 10.11.12 is no day of long ago.
    return at > last + 1 || at < last - 5 ? undefined : inYear(at)
  }
  // Leap years are four apart.
  const years = Array.from({ length: 5 }, (_, back) => last - back)
  return years.map(inYear).find((found) => found !== undefined && found <= latest)
}

function existing(day: string): Day | undefined {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined
}
