import { numberAt, togetherCount } from './number-words.ts'
import { PHRASES } from './phrases.ts'
import { twice } from './word-meaning.ts'
import type { Word } from './word.ts'

/** Number words become digits, "berdua" becomes `ber2`. */
export function mergeNumbers(words: Word[]): Word[] {
  const plains = words.map(({ plain }) => plain)
  const merged: Word[] = []
  for (let at = 0; at < words.length;) {
    const word = words[at] as Word
    const together = togetherAt(plains, at)
    const number = together ?? countAt(plains, at)
    if (number === undefined) {
      const before = merged.at(-1)
      if (word.plain !== '*2') merged.push(word)
      else if (before) merged.splice(-1, 1, { ...before, plain: twice(before.plain), to: word.to })
      at += 1
      continue
    }
    const last = words[at + number.words - 1] as Word
    merged.push({ ...word, plain: number.plain, to: last.to })
    at += number.words
  }
  return merged
}

function togetherAt(plains: string[], at: number) {
  const word = plains[at] ?? ''
  const count = togetherCount(word)
  if (count !== undefined) return { plain: `ber${count}`, words: 1 }
  if (word !== 'ber') return undefined
  const dash = plains[at + 1] === '-' ? 1 : 0
  const digits = plains[at + 1 + dash] ?? ''
  const spelled = numberAt(plains, at + 1 + dash)
  if (spelled) return { plain: `ber${spelled.value}`, words: 1 + dash + spelled.words }
  return /^\d{1,3}$/.test(digits) ? { plain: `ber${digits}`, words: 2 + dash } : undefined
}

function countAt(plains: string[], at: number) {
  const word = plains[at] ?? ''
  const short = /^se(juta|ribu)(an)?$/.exec(word)
  if (short) return { plain: `1 ${short[1]}${short[2] ?? ''}`, words: 1 }
  // In high Javanese "kalih" is two, and also "with".
  if (word === 'kalih' && /^(pun|istri|suami|pasangan|ibu|ayah|anak)/.test(plains[at + 1] ?? '')) {
    return { plain: 'dengan', words: 1 }
  }
  const number = numberAt(plains, at)
  if (!number) return decimalAt(plains, at)
  const { value, words, vague } = number
  const tail = plains[at + words] === 'koma' ? numberAt(plains, at + words + 1) : undefined
  if (tail) return { plain: `${value},${tail.value}`, words: words + 1 + tail.words }
  return { plain: vague ? `${value} an` : String(value), words }
}

/** "28 koma 5". */
function decimalAt(plains: string[], at: number) {
  const [whole = '', comma, part = ''] = plains.slice(at, at + 3)
  const tail = numberAt(plains, at + 2)?.value ?? part
  if (!/^\d{1,3}$/.test(whole) || comma !== 'koma' || !/^\d$/.test(String(tail))) return undefined
  return { plain: `${whole},${tail}`, words: 3 }
}

/** Words that mean something together become one. */
export function mergePhrases(words: Word[]): Word[] {
  const merged: Word[] = []
  const spoken = words.filter(({ plain }) => plain !== '')
  for (let at = 0; at < spoken.length;) {
    const word = spoken[at] as Word
    const phrase = phrases
      .get(word.plain)
      ?.find(({ parts }) => parts.every((part, offset) => spoken[at + offset]?.plain === part))
    const length = phrase?.parts.length ?? 1
    const last = spoken[at + length - 1] as Word
    merged.push(phrase ? { ...word, plain: phrase.meant, to: last.to } : word)
    at += length
  }
  return merged
}

/** By first word, longest first. */
const phrases = new Map<string, { parts: string[]; meant: string }[]>()
for (const line of PHRASES.trim().split('\n')) {
  const [form = '', meaning = ''] = line.split(' = ')
  const parts = form.split(' ')
  const [first = ''] = parts
  const same = phrases.get(first) ?? []
  phrases.set(
    first,
    [...same, { parts, meant: meaning }].toSorted((a, b) => b.parts.length - a.parts.length),
  )
}
