import type { Day } from '../../../domain/day.ts'
import { MONTH_NAMES } from './calendar.ts'
import {
  afterFeast,
  beforeFeast,
  beforeMonth,
  beforeYear,
  chronoDay,
  dayOfNext,
  days,
  inMonth,
  monthsAhead,
  nextMonth,
  numbered,
  oneDay,
  partOfYear,
  PARTS,
  twoParts,
  unclear,
  week,
  wholeYear,
  yearsAhead,
  type Found,
  type Groups,
} from './when-spans.ts'

/** A time somebody names, and where in the plain text he names it. */
export type Mention = Found & { at: number; end: number }

type Pattern = { match: RegExp; read: (groups: Groups, today: Day) => Found | undefined }

const MONTH = `(?:bulan )?(?<month>${MONTH_NAMES})(?! (?:i|saya|kami|be) )`
const PART = '(?<part>awal|pertengahan|akhir)'
const YEAR_SAID =
  '(?:(?: ,| di)?(?: tahun)? (?:(?<year>(?:19|20)\\d\\d)|(?<hijri>14[4-9]\\d)(?: h| hijri\\p{L}*)?)|(?: ,| di)? tahun (?<rel>depan|ini))'
const YEAR = `${YEAR_SAID}?`
const TIL = '(?:-|sampai|dan|atau|to|,|apa|/)'
const DAY = '(?<day>[0-3]?\\d)(?: (?:st|nd|rd|th)| tahun(?= of))?'
const FEAST = '(?<feast>lebaran|iduladha)'

/** In order: the first that fits at a word wins. */
const PATTERNS: Pattern[] = [
  pattern(
    `(?:sebelum|menjelang)(?: bulan| masuk| masa| hari)*? ${FEAST}(?: haji)?${YEAR}`,
    beforeFeast,
  ),
  pattern(
    `(?:setelah|habis|lewat)(?: musim| pas| hari| liburan?| masa)* ${FEAST}(?: haji)?${YEAR}`,
    afterFeast,
  ),
  pattern(`(?:setelah|habis)(?: musim| bulan)* (?<feast>haji|ramadhan|puasa)${YEAR}`, afterFeast),
  pattern(`(?:sebelum|menjelang)(?: masuk| bulan)* (?:${PART} )?${MONTH}${YEAR}`, beforeMonth),
  pattern(`(?:sebelum|menjelang) (?<edge>akhir tahun|tahun baru|tahun depan)`, beforeYear),
  pattern(`(?:setelah|habis|lewat)(?: tanggal)? ${DAY} ${MONTH}`, unclear),
  pattern(`(?:setelah|habis|lewat)(?: bulan)? (?:${PART} )?${MONTH}`, unclear),
  pattern(
    `${MONTH}(?: ,)?(?: \\p{L}+){0,3}(?: ,)? (?:yang )?10 (?:hari |malam )?(?:terakhir|akhir)`,
    (groups, today) => inMonth(groups, today, [21]),
  ),
  pattern(`(?:10 )?(?:hari |malam )?(?:10 )?terakhir ${MONTH}${YEAR}`, (groups, today) =>
    inMonth(groups, today, [21]),
  ),
  pattern(
    `minggu (?<week>pertama|kedua|ketiga|keempat|terakhir|[1-4]) (?:di )?${MONTH}${YEAR}`,
    week,
  ),
  pattern(
    `${MONTH}${YEAR}(?: ,)? minggu (?:yang )?(?<week>pertama|kedua|ketiga|keempat|terakhir|[1-4])`,
    week,
  ),
  pattern(`${PART} ${TIL} (?<part2>awal|pertengahan|akhir) ${MONTH}${YEAR}`, twoParts),
  pattern(
    `(?:tanggal )?(?<day>[0-3]?\\d) ${TIL} (?:tanggal )?(?<day2>[0-3]?\\d) ${MONTH}${YEAR}`,
    days,
  ),
  pattern(`(?:tanggal )?${DAY} (?:of )?${MONTH}${YEAR}`, oneDay),
  pattern(`${MONTH} (?<day>[0-3]?\\d)(?: )?(?:st|nd|rd|th)${YEAR}`, oneDay),
  pattern(
    '(?<month>january|february|march|april|may|june|july|august|october|december) (?<day>[0-3]?\\d)(?! (?:orang|dewasa|juta))',
    oneDay,
  ),
  pattern(`${MONTH} tanggal (?<day>[0-3]?\\d)${YEAR}`, oneDay),
  pattern(`tanggal ${DAY} (?<next>bulan depan|bulan ini)`, dayOfNext),
  pattern(
    `${MONTH}${YEAR}(?: ,)? (?:yang |di |bagian |pas |tapi )?${PART}(?! (?:tahun|bulan|${MONTH_NAMES})\\b)`,
    (groups, today) => inMonth(groups, today, PARTS[groups.part ?? ''] ?? [1]),
  ),
  pattern(`(?:${PART}(?: di)? )?${MONTH}${YEAR}`, (groups, today) =>
    inMonth(groups, today, PARTS[groups.part ?? ''] ?? [1]),
  ),
  pattern(`(?:${PART} )?bulan (?<next>depan lagi|depan|ini)`, nextMonth),
  pattern('(?<count>\\d\\d?) bulan (?:lagi|dari sekarang|mendatang)', monthsAhead),
  pattern('sebulan (?:lagi|dari sekarang)', (_groups, today) => monthsAhead({ count: '1' }, today)),
  pattern('in (?<count>\\d\\d?) bulan', monthsAhead),
  pattern(
    `(?:${PART} )?bulan (?<number>1[0-2]|[1-9])(?: (?<part2>awal|pertengahan|akhir))?(?: ${TIL} (?:bulan )?(?<number2>1[0-2]|[1-9]))?${YEAR}(?! (?:bulan|hari|orang|juta|tahun|kali|anak))`,
    numbered,
  ),
  pattern(`${PART}(?: tahun)?${YEAR_SAID}`, partOfYear),
  pattern(
    '(?:tahun )?(?<year>20\\d\\d)(?: ,)? (?<part>awal|pertengahan|akhir)(?! (?:tahun|bulan))',
    partOfYear,
  ),
  pattern(`${PART} tahun\\b`, partOfYear),
  pattern('(?<count>[2-9]) tahun (?:lagi|depan)', yearsAhead),
  pattern('tahun (?<rel>depan|ini)', wholeYear),
  pattern('(?:tahun )?(?<year>20[2-9]\\d)\\b(?! ?[.,/-]\\d)', wholeYear),
  pattern('(?:libur(?:an)?|pas|waktu)(?: anak)? (?:sekolah|semester|kuliah)(?: anak)?', unclear),
  pattern(`(?:libur(?:an)? )?${FEAST}${YEAR}`, unclear),
  pattern(
    '(?:(?:tanggal )?\\d{1,2}[/.-]\\d{1,2}[/.-](?:20)?\\d{2}|tanggal \\d{1,2} ?/ ?\\d{1,2}|(?:berangkat|umroh) (?:besok|lusa)|\\d{1,2} (?:hari|minggu) lagi)(?!\\d)',
    ({ whole = '' }, today) => chronoDay(whole.replaceAll(' / ', '/'), today),
  ),
]

/** Every time the text names, in order. */
export function whenMentions(plain: string, today: Day): Mention[] {
  const mentions: Mention[] = []
  for (let at = 0; at < plain.length;) {
    const mention = mentionAt(plain, at, today)
    if (mention) mentions.push(mention)
    const end = mention?.end ?? at
    const space = plain.indexOf(' ', end)
    at = space === -1 ? plain.length : space + 1
  }
  return mentions
}

function mentionAt(plain: string, at: number, today: Day): Mention | undefined {
  for (const { match, read } of PATTERNS) {
    match.lastIndex = at
    const found = match.exec(plain)
    if (!found) continue
    const known = read({ ...found.groups, whole: found[0] }, today)
    if (known) return { at, end: at + found[0].length, ...known }
  }
  return undefined
}

function pattern(source: string, read: Pattern['read']): Pattern {
  return { match: new RegExp(`${source}(?![\\p{L}\\d])`, 'uy'), read }
}
