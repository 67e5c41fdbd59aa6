import { FILLERS, SLANG } from './slang.ts'
import { PLACE, type Word } from './word.ts'

const PAUSES: Record<string, string> = {
  '\n': '.',
  '!': '.',
  ';': '.',
  '…': ',',
  '—': ',',
  '–': '-',
  '−': '-',
  '~': '-',
  '&': 'dan',
  '±': 'sekitar',
  '[': '(',
  ']': ')',
}
const KEPT = new Set([',', '.', '?', '(', ')', ':', '/', '-', '+', '<', '>', '@', '%'])

/** A word as it is meant. */
export function normalise(word: Word, index: number, all: Word[]): Word {
  const { plain } = word
  if (plain === PLACE) return word
  if (PAUSES[word.raw] !== undefined) return { ...word, plain: PAUSES[word.raw] ?? '' }
  if (/^[\d]/.test(plain) || KEPT.has(plain))
    return { ...word, plain: doubled(word, all[index - 1]) }
  if (!/\p{L}/u.test(plain) || plain.startsWith('http')) return { ...word, plain: '' }
  if (fillers.has(plain)) return { ...word, plain: '' }
  const [half = '', other] = plain.split('-')
  return { ...word, plain: half === other ? twice(meant(half)) : meant(plain) }
}

/** The 2 of "anak2" and "kira2" says the word twice; the one of "ber2" and "isi2" counts. */
function doubled(word: Word, before: Word | undefined) {
  if (word.plain !== '2' || before?.to !== word.from) return word.plain
  return /^(ber|isi|ke|tgl|bln|rp|x|dewasa|u|h)$/.test(before.plain) || before.plain.length < 3
    ? '2'
    : '*2'
}

/** What a word means: by the table, else without the endings that change nothing. */
function meant(plain: string): string {
  const known = slang.get(plain)
  if (known !== undefined) return known
  const bare = KEEPS_ENDING.has(plain) ? undefined : withoutEnding(plain)
  if (bare !== undefined) return slang.get(bare) ?? bare
  // "istriku" is mine; "pasporna" is Sundanese for "paspornya".
  const [, stem = '', ending] = /^(\p{L}{3,})(ku|na)$/u.exec(plain) ?? []
  const owned = slang.get(stem) ?? stem
  if (!OWNED.has(owned)) return plain
  return ending === 'ku' ? `${owned} saya` : owned
}

function withoutEnding(plain: string): string | undefined {
  return /^(\p{L}{3,}?)(?:nya|nye|ny)$/u.exec(plain)?.[1] ?? ASKED.exec(plain)?.[1]
}

/** "-kah" and "-lah" are taken off these only: "barokah" keeps its own. */
const ASKED =
  /^(apa|ada|berapa|bisa|boleh|sudah|kapan|benar|betul|tidak|iya|siap|cukup|oke|udah|saya)[kl]ah$/
const KEEPS_ENDING = new Set(['bertanya', 'hanya', 'biasanya', 'sebetulnya', 'nanya'])
const OWNED = new Set(
  'istri suami pasangan anak ayah ibu adik kakak saudara orangtua mertua keluarga paspor teman sepupu cucu om tante nenek kakek budget dana nama sahabat keponakan menantu rumah'.split(
    ' ',
  ),
)

/** A plural where it matters; elsewhere saying it twice adds nothing. */
export function twice(plain: string) {
  return OWNED.has(plain) || plain === 'orang' ? `${plain}-${plain}` : plain
}

/** Whether a form has an entry of its own: "jt-an" is one word. */
export function isKnownForm(form: string) {
  return slang.has(form)
}

const slang = new Map<string, string>()
for (const line of SLANG.trim().split('\n')) {
  const [meaning = '', forms = ''] = line.split(': ')
  for (const form of forms.split(' ')) slang.set(form, meaning)
}
const fillers = new Set(FILLERS.trim().split(/\s+/))
