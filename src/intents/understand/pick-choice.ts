import type { Act } from '../../domain/messages/act.ts'
import type { Question } from '../../domain/messages/question.ts'

/** Which choice of an open question some words mean, if any. */
export function pickChoice(
  text: string,
  question: Question,
  by: 'label' | 'number',
): Act | undefined {
  return by === 'label' ? byLabel(text, question) : byNumber(text, question)
}

const YES = new Set(['ya', 'iya', 'y', 'yes', 'ok', 'oke', 'lanjut', 'setuju'])
const NO = new Set(['tidak', 'batal', 'no', 'cancel', 'gak', 'nggak', 'jangan'])

function byLabel(text: string, { kind, acts }: Question) {
  const said = plain(text)
  if (said === '') return undefined
  if (kind === 'confirm' && YES.has(said)) return acts[0]?.act
  if (kind === 'confirm' && NO.has(said)) return acts.at(-1)?.act
  const whole = acts.filter(({ label }) => plain(label) === said)
  if (whole.length === 1) return whole[0]?.act
  // "harian" is enough for "Harian · Rp 5.000", when only one begins so.
  const heads = acts.filter(({ label }) => plain(label.split(/[·—–|(:]/)[0] ?? '') === said)
  return heads.length === 1 ? heads[0]?.act : undefined
}

function byNumber(text: string, { acts }: Question) {
  const number = /^\s*(?:no\.?|nomor|nomer|pilih|yang)?\s*(\d{1,2})\s*[.)]?\s*$/i.exec(text)?.[1]
  return number === undefined ? undefined : acts[Number(number) - 1]?.act
}

function plain(text: string) {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
