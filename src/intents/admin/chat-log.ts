import { z } from 'zod'
import { dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import { MOST_ROWS } from '../../domain/message-log/draw-log.ts'
import { findLog } from '../../domain/message-log/find-log.ts'
import type { LogOwner, LogPlace } from '../../domain/message-log/log-entry.ts'
import { noteLook, readLog } from '../../domain/message-log/read-log.ts'
import { may } from '../../domain/people/permission.ts'
import { readPhone } from '../../domain/people/phone.ts'
import { clockTime } from '../../domain/routers/clock-time.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { typed } from '../typed.ts'
import { sayWeekday } from '../wording/say-when.ts'
import { sayPhone } from '../wording/session-words.ts'
import { words } from '../wording/words.ts'
import { firstWords, type SaidEntry, sayEntries, type WordCustomer } from './chat-log-lines.ts'
import { customer, who } from './chat.ts'
import { rare } from './package-arguments.ts'

const DEFAULT_COUNT = 12
const MOST = 40
const MOST_LETTERS = 160

const YES = new Set(['ya', 'iya', 'yes', 'y', 'excel', 'xlsx', 'true'])
const NO = new Set(['tidak', 'no', 'n', 'false'])

const place = z.object({
  at: z.iso.datetime({ offset: true }),
  side: z.union([z.literal(0), z.literal(1)]),
  id: z.int().nonnegative(),
})

const input = z
  .object({
    conversationId: z.coerce.number().int().positive().optional(),
    personId: z.int().positive().optional(),
    siapa: z.string().trim().min(1).max(60).optional(),
    jumlah: z.coerce.number().int().min(1).max(MOST).optional(),
    berkas: typed((said) => (YES.has(said.toLowerCase()) ? true : readNo(said))).optional(),
    before: place.optional(),
  })
  .refine(
    ({ conversationId, personId, siapa }) =>
      conversationId !== undefined || personId !== undefined || siapa !== undefined,
    { path: ['siapa'] },
  )
type Input = z.infer<typeof input>

/**
 * What was said with a customer, over all our numbers, and what became of ours. `word`: notices as
 * the customer read them.
 */
export function chatLog(word: WordCustomer) {
  return defineIntent({
    name: 'chat.history',
    who,
    command: {
      noun: 'chat',
      verb: 'riwayat',
      aliases: ['history', 'log'],
      positional: ['siapa'],
      about: {
        id: 'Pesan terakhir dengan pelanggan, dan sampai atau tidak',
        en: 'Last messages with a customer, and whether they arrived',
      },
      examples: [
        '/chat riwayat budi',
        '/chat riwayat 081234567890 30',
        '/chat riwayat budi berkas=ya',
      ],
    },
    arguments: [
      customer,
      {
        ...rare('jumlah', ['n', 'count'], 'Berapa pesan?', 'How many messages?'),
        rule: { id: `1 sampai ${MOST}`, en: `1 to ${MOST}` },
      },
      {
        ...rare('berkas', ['file', 'excel'], 'Sebagai Excel? (ya/tidak)', 'As Excel? (ya/tidak)'),
        rule: { id: 'ya atau tidak', en: 'ya or tidak' },
      },
    ],
    input,
    async run(deps, asked, turn) {
      const { query, count } = readWho(asked)
      const found = await findLog(deps, whose(asked, query))
      if (found.kind === 'many') return whichOne(turn, query, found.owners)
      const { owner } = found
      if (asked.berkas) return askSheet(deps, turn, owner)
      return show(deps, word, turn, { owner, count, before: asked.before })
    },
  })
}

function readNo(said: string): false | undefined {
  return NO.has(said.toLowerCase()) ? false : undefined
}

function whose({ personId, conversationId }: Input, query: string) {
  if (personId !== undefined) return { personId }
  return conversationId === undefined ? { query } : { conversationId }
}

/** "budi 30": how many stands behind the name. */
function readWho({ siapa = '', jumlah }: Input): { query: string; count: number } {
  const [, name, many] = /^(.*\S)\s+(\d{1,2})$/.exec(siapa) ?? []
  const splits = name !== undefined && many !== undefined && !isLastOfPhone(name, many)
  const count = jumlah ?? (splits ? Number(many) : DEFAULT_COUNT)
  return { query: splits ? name : siapa, count: Math.min(MOST, Math.max(1, count)) }
}

/** Digits at home, with the 0: longer ones are not given out. */
const LONGEST_PHONE = 13

/**
 * "0812 3456 78 90" is one phone number to its end, "08123456789 40" a number and how many: with how
 * many it would often pass for a longer one.
 */
function isLastOfPhone(name: string, many: string): boolean {
  const whole = readPhone(`${name} ${many}`)
  if (whole === undefined) return false
  if (Number(many) > MOST || Number(many) === 0 || readPhone(name) === undefined) return true
  return /\s/.test(name) && whole.replace(/^\+62/, '0').length <= LONGEST_PHONE
}

function whichOne(turn: Turn, query: string, owners: LogOwner[]): Reply {
  const choices = owners.slice(0, 8).map((owner) => ({
    label: [owner.customer, owner.phone && sayPhone(owner.phone)].filter(Boolean).join(' · '),
    act: { intent: 'chat.history', input: refOf(owner) },
  }))
  return { text: words(turn).messageLog.several(query), choices }
}

type Page = { owner: LogOwner; count: number; before: LogPlace | undefined }

async function show(
  deps: Deps,
  word: WordCustomer,
  turn: Turn,
  { owner, count, before }: Page,
): Promise<Reply> {
  const { messageLog } = words(turn)
  const { conversationIds } = owner
  const page = await readLog(deps, { conversationIds, before, limit: count })
  // Older pages belong to the look that began with the newest.
  if (!before) await noteLook(deps, { owner, by: turn.person.id, as: 'viewed' })
  if (page.entries.length === 0) return { text: before ? messageLog.noneOlder : messageLog.none }
  const said = await sayEntries(deps, word, {
    ...readingOf(turn, owner),
    language: turn.person.language,
    entries: page.entries,
  })
  const body = linesOf(said, { turn, timeZone: deps.business.timeZone })
  const hasMarks = page.entries.some(({ from }) => from === 'us')
  const input = { ...refOf(owner), jumlah: count }
  return {
    text: messageLog.whole(titleOf(turn, owner), body, hasMarks ? messageLog.legend : null),
    choices: [
      ...(page.older
        ? [
            {
              label: messageLog.older,
              act: { intent: 'chat.history', input: { ...input, before: page.older } },
            },
          ]
        : []),
      {
        label: messageLog.sheetButton,
        act: { intent: 'chat.history', input: { ...refOf(owner), berkas: 'ya' } },
      },
    ],
  }
}

function linesOf(said: SaidEntry[], { turn, timeZone }: { turn: Turn; timeZone: string }) {
  const { messageLog } = words(turn)
  const several = new Set(said.map(({ line }) => line)).size > 1
  let today = ''
  return said.flatMap((one) => {
    const day = dayOf(one.at, timeZone)
    const heading = day === today ? [] : [messageLog.day(sayWeekday(day, turn.person.language))]
    today = day
    const who = several ? messageLog.onLine(one.who, one.line) : one.who
    const text = firstWords(one.text, MOST_LETTERS)
    const marked = one.mark === null ? text : `${text}  ${one.mark}`
    return [...heading, messageLog.line(clockTime(one.at, timeZone), who, marked)]
  })
}

async function askSheet(deps: Deps, turn: Turn, owner: LogOwner): Promise<Reply> {
  const { messageLog } = words(turn)
  const { language } = turn.person
  const most = MOST_ROWS.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  await noteLook(deps, { owner, by: turn.person.id, as: 'exported' })
  await later(deps, {
    kind: 'chat.log_sheet',
    conversationIds: owner.conversationIds,
    ...readingOf(turn, owner),
    conversationId: turn.conversationId,
    language,
    words: { ...messageLog.sheet, cut: messageLog.sheet.cut(most) },
  })
  return { text: messageLog.sheetComing }
}

/** Where others read along nobody sees codes: not all of them may see vouchers. */
function readingOf({ person, inGroup }: Turn, owner: LogOwner) {
  return {
    customer: { name: owner.customer, language: owner.language },
    seesCodes: !inGroup && may(person, 'vouchers.view'),
  }
}

function titleOf(turn: Turn, { customer: name, phone }: LogOwner): string {
  const { messageLog } = words(turn)
  return messageLog.title(name ?? messageLog.unnamed, phone && sayPhone(phone))
}

function refOf({ personId, conversationId }: LogOwner) {
  return personId === null ? { conversationId } : { personId }
}
