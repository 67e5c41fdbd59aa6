import type { Day } from '../day.ts'
import { readDay } from './read-mutations-days.ts'
import {
  type Direction,
  type Mutation,
  type Mutations,
  plain,
  readAmount,
  readReference,
} from './read-mutations-parts.ts'

/** A piece of a paste that is one message, with where it begins. */
type Piece = { line: number; lines: string[] }
type Money = { line: number; role: 'moved' | 'total' | 'balance' | 'aside'; rupiah: number | null }

/**
 * Reads notices of banks and wallets as people paste or forward them: one or many, of one line
 * or several, mixed with whatever else. A notice that does not say plainly how much went which
 * way is left to a person.
 */
export function readMutationText(text: string, today: Day): Mutations {
  const read: Mutations = { mutations: [], unread: [] }
  for (const piece of blocksOf(text).flatMap(piecesOf)) {
    const mutation = readPiece(piece, today)
    if (mutation) read.mutations.push(mutation)
    else read.unread.push({ line: piece.line, text: plain(piece.lines.join(' ')) })
  }
  return read
}

/** An empty line ends a message. */
function blocksOf(text: string): Piece[] {
  const blocks: Piece[] = []
  let isOpen = false
  for (const [place, line] of text.split(/\r\n|\r|\n/).entries()) {
    const isBlank = line.trim() === ''
    if (!isBlank && isOpen) blocks.at(-1)?.lines.push(line)
    if (!isBlank && !isOpen) blocks.push({ line: place + 1, lines: [line] })
    isOpen = !isBlank
  }
  return blocks
}

/**
 * A block has as many messages as lines that say what moved. What stands between two of them
 * ends the first or begins the second: the second begins at a day, or with as many lines as the
 * very first began with.
 */
function piecesOf({ line, lines }: Piece): Piece[] {
  const moved = moniesIn(lines).filter(({ role }) => role === 'moved')
  const places = [...new Set(moved.map((money) => money.line))]
  const [lead = 0] = places
  const starts = places.slice(1).map((place, at) => {
    const previous = places[at] ?? 0
    if (lead === 0) return place
    const dated = lines.findIndex((text, here) => here > previous && here < place && isDated(text))
    return dated > 0 ? dated : Math.max(previous + 1, place - lead)
  })
  return [0, ...starts].map((start, at) => ({
    line: line + start,
    lines: lines.slice(start, starts[at]),
  }))
}

function isDated(line: string) {
  return /^\W*(\d{1,2}[/-]\d{1,2}\b|20\d\d-\d\d-\d\d|\d{1,2} [a-z]{3,9} 20\d\d|pend\b)/i.test(line)
}

function readPiece({ line, lines }: Piece, today: Day): Mutation | undefined {
  const text = plain(lines.join(' '))
  const monies = moniesIn(lines)
  const said = monies.filter(({ role }) => role === 'moved')
  const counted = said.length > 0 ? said : monies.filter(({ role }) => role === 'total')
  // Twice the same on a line may be one that is said twice, or two.
  const amountRupiah = counted.length === 1 ? counted[0]?.rupiah : null
  const direction = directionOf(text)
  if (!amountRupiah || !direction) return undefined
  return {
    line,
    amountRupiah,
    direction,
    day: readDay(text, today) ?? null,
    text,
    reference: readReference(text),
    balanceRupiah: monies.find(({ role }) => role === 'balance')?.rupiah ?? null,
  }
}

const WITH_RP =
  /(?<![a-z])(?:rp|idr)\.?\s*:?\s*[-+]?\s*(?!0\d)(\d[\d.,]*)(\s*(?:rb|ribu|jt|juta|k)\b)?/gi
const GROUPED = /(?<![\d.,/:*x-])(\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?)()(?![\d/:*x-]|[.,]\d)/gi

/** Where nothing is marked as rupiah, numbers in groups of three are; account numbers are not. */
function moniesIn(lines: string[]): Money[] {
  const text = lines.join('\n')
  const marked = [...text.matchAll(WITH_RP)]
  const found = marked.length > 0 ? marked : [...text.matchAll(GROUPED)]
  return found.map(({ index, [0]: whole, [1]: number = '', [2]: unit }) => ({
    line: text.slice(0, index).split('\n').length - 1,
    role: roleOf(text.slice(Math.max(0, index - 40), index), text.slice(index + whole.length)),
    // "Rp 1,5 jt" is how people talk, not how banks write.
    rupiah: unit ? null : (readAmount(number.replace(/[.,]+$/, ''))?.rupiah ?? null),
  }))
}

const MOVES =
  /\b(bertambah|berkurang|masuk|keluar|diterima|menerima|transfer|kredit|debit|debet|sebesar)\b/i

/** What an amount is, from the words around it on its line; a label may stand on a line above. */
function roleOf(before: string, after: string): Money['role'] {
  const above = before.trimEnd().split('\n')
  const label = (before.split('\n').at(-1)?.trim() ?? '') || labelIn(above.at(-1) ?? '')
  const near = /[^\d.;]*$/.exec(label.replace(/\.$/, ''))?.[0] ?? ''
  const sinceBalance = /.*\b(?:saldo|balance)\b(.*)$/is.exec(near)?.[1]
  if (sinceBalance !== undefined) return MOVES.test(sinceBalance) ? 'moved' : 'balance'
  const [rest = ''] = after.split('\n')
  // A fee the bank itself took is a mutation like any other, and marked as one.
  const isAside = ASIDE.test(near) || /^\s*(cashback|biaya)\b/i.test(rest)
  if (isAside && !/\b(db|dr|cr|debit|debet|kredit)\b/i.test(`${label} ${rest}`)) return 'aside'
  return /\btotal\b/i.test(near) ? 'total' : 'moved'
}

const ASIDE = /\b(biaya|admin|fee|mdr|potongan|tip|cashback|ppn|pajak|poin)\b/i

/** "Saldo:" and no more. */
function labelIn(line: string) {
  return /^\W*(saldo|balance|total)[a-z ]{0,12}:?\s*$/i.test(line) ? line : ''
}

const CAME =
  /\b(masuk|diterima|menerima|terima|penerimaan|kredit|credit(ed)?|cr|kr|received|incoming|setoran|setor|bertambah|dapat (transfer|pembayaran|dana|uang))\b/i
const WENT =
  /\b(keluar|debit|debet|debited|db|dr|pembelian|penarikan|tarik tunai|berkurang|mengirim|mengirimkan|terkirim|kirim|sent|outgoing)\b/i
/** Whoever sends it to us sends it, and yet it comes. */
const SENT_TO_US =
  /\bmengirim(kan)?\b(.*\b(ke|kepada|untuk) (rekening )?(anda|kamu)\b)|\bsent you\b/is

/** Undefined when a text says both, or neither. */
function directionOf(said: string): Direction | undefined {
  // Names of cards and thanks are no movements.
  const text = said
    .replace(/\bkartu (debit|kredit)\b|\b(debit|credit) card\b|\bterima kasih\b/gi, '')
    .replace(SENT_TO_US, ' masuk ')
  const came = CAME.test(text)
  const went = WENT.test(text)
  if (came !== went) return came ? 'in' : 'out'
  if (came) return undefined
  const from = /\b(dari|from|oleh|pengirim)\b/i.test(text)
  const to = /\b(ke|kepada|di|to|at|penerima|tujuan)\b/i.test(text)
  return from === to ? undefined : from ? 'in' : 'out'
}
