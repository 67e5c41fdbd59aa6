import { setImmediate as rest } from 'node:timers/promises'
import type { StatementSheet } from '../../domain/documents/documents.ts'
import { sayDay, sayWhen } from '../../intents/wording/say-when.ts'
import { drawLine, drawText, fitLine } from './line.ts'
import { A4, mm, type Paper, printPaper } from './paper.ts'
import { type Band, FAINT, INK, TEAL } from './sheet-style.ts'
import { drawColumnHeads, drawRow, rowHeight, type Row } from './statement-row.ts'
import { drawSums, SUMS_HEIGHT } from './statement-sums.ts'
import { documentWords } from './words.ts'

const SIDE = mm(16)
const BAND: Band = { left: SIDE, width: A4.width - 2 * SIDE }
const BOTTOM = A4.height - mm(17)
const HEAD = 110 + SUMS_HEIGHT
const HEAD_AGAIN = 60

/** A ledger of one account, for a folder: every page says whose it is and what its columns are. */
export function statement(sheet: StatementSheet): Promise<Uint8Array> {
  const words = documentWords(sheet.language).statement
  const title = `${words.title} ${sheet.holder}`
  return printPaper({ title, author: sheet.business }, async (doc) => {
    const pages = paginate(doc, rowsOf(sheet))
    for (const [place, rows] of pages.entries()) {
      doc.addPage({ size: 'A4', margin: 0 })
      let y = place === 0 ? drawHead(doc, sheet) : drawHeadAgain(doc, sheet)
      y = drawColumnHeads(doc, words, BAND, y)
      for (const row of rows) y = drawRow(doc, row, BAND, y)
      drawFoot(doc, sheet, words.page(place + 1, pages.length))
      await rest()
    }
  })
}

/** The balance before, every entry with the balance after it, and the balance at the end. */
function rowsOf(sheet: StatementSheet): Row[] {
  const words = documentWords(sheet.language).statement
  const date = new Intl.DateTimeFormat('id-ID', {
    timeZone: 'UTC',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  let balanceRupiah = sheet.openingRupiah
  const entries = sheet.entries.map(({ day, text, amountRupiah }): Row => {
    balanceRupiah += amountRupiah
    return { date: date.format(new Date(`${day}T00:00:00Z`)), text, amountRupiah, balanceRupiah }
  })
  const opening: Row = {
    date: '',
    text: words.opening,
    amountRupiah: 0,
    balanceRupiah: sheet.openingRupiah,
    isBold: true,
  }
  const none: Row = { date: '', text: words.nothing, amountRupiah: 0, balanceRupiah: null }
  const closing: Row = { ...opening, text: words.closing, balanceRupiah }
  return [opening, ...(entries.length > 0 ? entries : [none]), closing]
}

/** The last row never stands alone at the top of a page. */
function paginate(doc: Paper, rows: Row[]): Row[][] {
  const pages: Row[][] = [[]]
  let y = mm(14) + HEAD
  for (const [place, row] of rows.entries()) {
    const needed = rows.slice(place, place === rows.length - 2 ? place + 2 : place + 1)
    const height = needed.reduce((sum, next) => sum + rowHeight(doc, next, BAND), 0)
    if (y + height > BOTTOM) {
      pages.push([])
      y = mm(14) + HEAD_AGAIN
    }
    pages.at(-1)?.push(row)
    y += rowHeight(doc, row, BAND)
  }
  return pages
}

function drawHead(doc: Paper, sheet: StatementSheet): number {
  const words = documentWords(sheet.language).statement
  doc.rect(0, 0, A4.width, 7).fill(TEAL)
  const top = mm(14)
  const half = BAND.width / 2 - 10
  const right = BAND.left + BAND.width
  const business = fitLine(doc, sheet.business, { font: 'heavy', size: 17, least: 9, width: half })
  drawLine(doc.fillColor(INK), business, BAND.left, top)
  const title = fitLine(doc, words.title.toUpperCase(), { font: 'heavy', size: 14, width: half })
  drawLine(doc.fillColor(TEAL), title, right - title.width, top + 2)
  const days = words.period(sayDay(sheet.from, sheet.language), sayDay(sheet.to, sheet.language))
  const period = fitLine(doc, days, { font: 'medium', size: 9.5, least: 7, width: half })
  drawLine(doc.fillColor(INK), period, right - period.width, top + 22)

  const holder = { font: 'bold', size: 11.5, least: 8, width: BAND.width } as const
  drawLine(doc.fillColor(INK), fitLine(doc, sheet.holder, holder), BAND.left, top + 44)
  const account = { font: 'regular', size: 9, least: 7, width: BAND.width } as const
  drawLine(doc.fillColor(FAINT), fitLine(doc, sheet.account, account), BAND.left, top + 60)
  drawSums(doc, sheet, BAND, top + 82)
  return top + HEAD - 20
}

function drawHeadAgain(doc: Paper, sheet: StatementSheet): number {
  const words = documentWords(sheet.language).statement
  doc.rect(0, 0, A4.width, 7).fill(TEAL)
  const half = BAND.width / 2 - 10
  const small = { size: 9, least: 6.5, width: half } as const
  const said = words.continued(words.title, sheet.holder)
  drawLine(
    doc.fillColor(INK),
    fitLine(doc, said, { font: 'bold', ...small }),
    BAND.left,
    mm(14) + 8,
  )
  const days = words.period(sayDay(sheet.from, sheet.language), sayDay(sheet.to, sheet.language))
  const period = fitLine(doc, days, { font: 'medium', ...small })
  drawLine(doc.fillColor(FAINT), period, BAND.left + BAND.width - period.width, mm(14) + 8)
  return mm(14) + HEAD_AGAIN - 20
}

function drawFoot(doc: Paper, sheet: StatementSheet, page: string) {
  const words = documentWords(sheet.language).statement
  const when = sayWhen(sheet.printedAt, sheet.language, sheet.timeZone)
  const at = { font: 'regular', size: 7.5, y: A4.height - mm(12), color: FAINT } as const
  const half = BAND.width / 2
  drawText(doc, words.printed(when), { ...at, x: BAND.left, width: half })
  drawText(doc, page, { ...at, x: BAND.left + half, width: half, align: 'right' })
}
