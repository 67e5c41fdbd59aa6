import { distance } from 'fastest-levenshtein'
import type { Act } from '../../domain/messages/act.ts'
import { may } from '../../domain/people/permission.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Command, Intent } from '../intent.ts'
import { nouns } from '../nouns.ts'

/** A line that begins with a slash, read by the declarations of the intents. Never by a model. */
export type CommandReading =
  | { kind: 'act'; act: Act }
  /** The noun alone, where nothing runs without a verb: the verbs this person may use. */
  | { kind: 'choose'; noun: string; intents: Intent[] }
  | { kind: 'unknown_noun'; typed: string; nearest: string | undefined }
  | {
      kind: 'unknown_verb'
      noun: string
      typed: string
      nearest: string | undefined
      intents: Intent[]
    }
  | { kind: 'unknown_key'; key: string; nearest: string | undefined; intent: Intent }

export function readCommand(
  text: string,
  intents: readonly Intent[],
  person: Person,
): CommandReading {
  const [head, ...rest] = splitWords(text.slice(1))
  // In groups Telegram adds the bot's name: /voucher@wicara_bot.
  const typed = (head?.word.split('@')[0] ?? '').toLowerCase()
  const allowed = commandsOf(intents, person)
  const known = [...new Set(allowed.map(({ command }) => command?.noun ?? ''))]
  const noun = canonicalNoun(typed, known)
  if (!noun) {
    const names = nouns
      .filter((one) => known.includes(one.noun))
      .flatMap((one) => [one.noun, ...one.aliases])
    return { kind: 'unknown_noun', typed, nearest: nearestTo(typed, names) }
  }

  const verbs = allowed.filter(({ command }) => command?.noun === noun)
  const typedVerb = rest[0]?.word.toLowerCase()
  const named = verbs.find(
    ({ command }) => command && typedVerb !== undefined && isVerb(command, typedVerb),
  )
  if (named?.command?.rest !== undefined) return readWhole(named, text)
  if (named) return readValues(named, rest.slice(1))
  // A verb of others is no value of the one without a verb: he is told that it is not his.
  const forbidden = intents.find(
    ({ command }) =>
      command?.noun === noun && typedVerb !== undefined && isVerb(command, typedVerb),
  )
  if (forbidden) return readValues(forbidden, rest.slice(1))
  const plain = verbs.find(({ command }) => command?.verb === '')
  // Where the bare noun takes nothing, a word behind it was meant as a verb.
  const takesAll = verbs.length === 1 || (plain?.command?.positional ?? []).length > 0
  if (plain && (typedVerb === undefined || takesAll)) return readValues(plain, rest)
  if (typedVerb === undefined) return { kind: 'choose', noun, intents: verbs }
  const names = verbs.flatMap(({ command }) => [command?.verb ?? '', ...(command?.aliases ?? [])])
  const nearest = nearestTo(typedVerb, names)
  const usual = verbs.find(({ command }) => command?.usual)
  // A verb mistyped is no name: whoever slipped is asked what he meant.
  if (usual && nearest === undefined) return readValues(usual, rest)
  return {
    kind: 'unknown_verb',
    noun,
    typed: typedVerb,
    nearest,
    intents: verbs,
  }
}

function isVerb({ verb, aliases = [] }: Command, typed: string) {
  return verb === typed || aliases.includes(typed)
}

/** Every command this person may use. Checked again when it runs. */
export function commandsOf(intents: readonly Intent[], person: Person): Intent[] {
  return intents.filter(
    ({ command, who }) => command && (who === 'everyone' || may(person, who.permission)),
  )
}

export function canonicalNoun(typed: string, known: string[]): string | undefined {
  if (known.includes(typed)) return typed
  // One word may stand for two nouns: what is meant is the one this person may use.
  return nouns.find(({ noun, aliases }) => known.includes(noun) && aliases.includes(typed))?.noun
}

function readValues(intent: Intent, words: Word[]): CommandReading {
  const input: Record<string, string> = {}
  const plain: string[] = []
  const names = namesOf(intent)
  for (const { word, key } of words) {
    if (key === undefined) {
      plain.push(word)
      continue
    }
    const name = names.get(key)
    if (!name)
      return { kind: 'unknown_key', key, nearest: nearestTo(key, [...names.keys()]), intent }
    input[name] = word
  }
  const places = (intent.command?.positional ?? []).filter((name) => !(name in input))
  for (const [at, name] of places.entries()) {
    // The last one takes the rest of the line: a customer's name has spaces.
    const value = at === places.length - 1 ? plain.slice(at).join(' ') : plain[at]
    if (value) input[name] = value
  }
  const bare = words.length === 0 && (intent.arguments?.length ?? 0) > 0
  return {
    kind: 'act',
    act: { intent: intent.name, input, ...(bare && { asking: { skipped: [] } }) },
  }
}

/** Values named at the beginning, and all that stands behind them, lines and quotes as they are. */
function readWhole(intent: Intent, text: string): CommandReading {
  const input: Record<string, string> = {}
  const names = namesOf(intent)
  let left = text.replace(/^\S+\s+\S+\s*/, '')
  for (;;) {
    const [pair, key = '', quoted, bare = ''] =
      /^([\p{L}_][\p{L}\d_-]*)=(?:["“”]([^"“”]*)["“”]|(\S*))\s*/u.exec(left) ?? []
    const name = names.get(key.toLowerCase())
    if (pair === undefined || name === undefined) break
    input[name] = quoted ?? bare
    left = left.slice(pair.length)
  }
  const { rest = '' } = intent.command ?? {}
  if (left.trim() !== '') input[rest] = left.trim()
  return { kind: 'act', act: { intent: intent.name, input } }
}

/** Every spelling of every value, and the value it means. */
function namesOf({ command, arguments: values = [] }: Intent) {
  return new Map([
    ...(command?.positional ?? []).map((name) => [name, name] as const),
    ...values.flatMap(({ name, aliases = [] }) =>
      [name, ...aliases].map((spelling) => [spelling, name] as const),
    ),
  ])
}

type Word = { word: string; key: string | undefined }

/** Words by spaces; quotes keep spaces in, `key="two words"` too. Typographic quotes count. */
export function splitWords(line: string): Word[] {
  const words: Word[] = []
  const pattern =
    /([\p{L}_][\p{L}\d_-]*)=(?:["“”]([^"“”]*)["“”]?|(\S*))|["“”]([^"“”]*)["“”]?|(\S+)/gu
  for (const [, key, quotedValue, value, quoted, bare] of line.matchAll(pattern)) {
    words.push({ word: quotedValue ?? value ?? quoted ?? bare ?? '', key: key?.toLowerCase() })
  }
  return words
}

/** The word somebody meant who typed another: slipped, cut it short, went on, or left out vowels. */
export function nearestTo(typed: string, words: string[]): string | undefined {
  const [best] = words
    .map((word) => ({ word, far: isSwapped(typed, word) ? 1 : distance(typed, word) }))
    .filter(
      ({ word, far }) =>
        far <= slipsBorne(word) ||
        isBegunBy(word, typed) ||
        isBegunBy(typed, word) ||
        isBare(typed, word),
    )
    .toSorted((a, b) => a.far - b.far)
  return best?.word
}

/** A long word is still itself with more wrong in it. */
function slipsBorne({ length }: string) {
  if (length >= 9) return 3
  if (length >= 6) return 2
  return length > 1 ? 1 : -1
}

/** "lap" for laporan, "vouchernya" for voucher. */
function isBegunBy(long: string, short: string) {
  return short.length >= 3 && long.startsWith(short)
}

/** "lprn", "vochar": all the consonants, and no vowels or other ones. */
function isBare(typed: string, word: string) {
  const bare = word.replace(/[aeiou]/g, '')
  return bare.length >= 3 && typed.replace(/[aeiou]/g, '') === bare
}

/** Two letters changed places, the commonest slip: buta for buat. */
function isSwapped(typed: string, word: string) {
  return lettersOf(typed) === lettersOf(word)
}

function lettersOf(word: string) {
  return word.split('').toSorted().join('')
}
