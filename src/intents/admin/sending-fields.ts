import { SENDING_LIMITS, type SendingSettings } from '../../domain/sending/sending-settings.ts'
import { readCount, readYesNo } from '../understand/read-quantity.ts'
import type { words } from '../wording/words.ts'

type Units = ReturnType<typeof words>['sending']['units']
type Change = Partial<SendingSettings>

type Field = {
  aliases: readonly string[]
  keys: readonly (keyof SendingSettings)[]
  /** As typed; undefined where it is none. */
  read: (text: string) => Change | undefined
  say: (now: SendingSettings, units: Units) => string
}

const OFF = /^(?:mati|off|tidak|tidak ada|none|0)$/i
const BY_CHANNEL = /^(?:otomatis|auto|bawaan|default|-)$/i

/** Every choice about how our numbers write, by the word it is typed with, as it is shown. */
export const SENDING_FIELDS = {
  laju: {
    aliases: ['kecepatan', 'pace', 'speed'],
    keys: ['perSecond'],
    read: (text) =>
      BY_CHANNEL.test(text)
        ? { perSecond: null }
        : within(
            'perSecond',
            readCount(text.replace(/\s*(?:\/|per)\s*(?:detik|dtk|s|second)$/i, '')),
          ),
    say: ({ perSecond }, units) =>
      perSecond === null ? units.byChannel : units.perSecond(perSecond),
  },
  jeda: {
    aliases: ['gap'],
    keys: ['chatGapMs'],
    read: (text) => {
      const said = /^(\d{1,2}(?:[.,]\d)?)\s*(?:detik|dtk|s|seconds?)?$/i.exec(text)?.[1]
      if (OFF.test(text)) return { chatGapMs: 0 }
      if (said === undefined) return undefined
      return within('chatGapMs', Math.round(Number(said.replace(',', '.')) * 1000))
    },
    say: ({ chatGapMs }, units) => units.seconds(String(chatGapMs / 1000)),
  },
  tenang: {
    aliases: ['jam-tenang', 'quiet'],
    keys: ['quietFromHour', 'quietToHour'],
    read: readQuiet,
    say: ({ quietFromHour: from, quietToHour: to }, units) =>
      from === to ? units.noQuiet : units.hours(clock(from), clock(to)),
  },
  maksimal: {
    aliases: ['batas', 'cap', 'max'],
    keys: ['dailyCap'],
    read: (text) => within('dailyCap', OFF.test(text) ? 0 : readCount(text)),
    say: ({ dailyCap }, units) =>
      dailyCap === 0 ? units.none : units.messages(dailyCap.toLocaleString('id-ID')),
  },
  orangbaru: {
    aliases: ['orang-baru', 'new'],
    keys: ['newChatsPerDay'],
    read: (text) => within('newChatsPerDay', OFF.test(text) ? 0 : readCount(text)),
    say: ({ newChatsPerDay }, units) =>
      newChatsPerDay === 0 ? units.none : units.people(newChatsPerDay.toLocaleString('id-ID')),
  },
  pemanasan: yesNo('warmUp', ['warmup', 'warm-up']),
  mengetik: yesNo('typing', ['ketik', 'typing']),
  centang: yesNo('readMarks', ['centang-biru', 'dibaca', 'read']),
} as const satisfies Record<string, Field>

export type SendingField = keyof typeof SENDING_FIELDS
export const sendingFields = Object.keys(SENDING_FIELDS) as SendingField[]

/** The word somebody typed for one of them. */
export function sendingFieldNamed(word: string): SendingField | undefined {
  const said = word.toLowerCase()
  return sendingFields.find((name) => {
    const { aliases }: Field = SENDING_FIELDS[name]
    return name === said || aliases.includes(said)
  })
}

/** A value as typed, within what it may be; undefined where it is not. */
export function readSendingField(name: SendingField, text: string): Change | undefined {
  return SENDING_FIELDS[name].read(text.trim())
}

/** "21-7", "pukul 21.00 sampai 07.00": reminders wait from the one to the other. */
function readQuiet(text: string): Change | undefined {
  if (OFF.test(text)) return { quietFromHour: 0, quietToHour: 0 }
  const said = text.replaceAll(/(?:jam|pukul)\s*/gi, '')
  const [, from, to] =
    /^(\d{1,2})(?:[.:]00)?\s*(?:-|–|s\/d|sampai|sd|to)\s*(\d{1,2})(?:[.:]00)?$/i.exec(said) ?? []
  if (from === undefined || to === undefined) return undefined
  const start = within('quietFromHour', Number(from) % 24)
  const end = within('quietToHour', Number(to) % 24)
  return start && end && Number(from) <= 24 && Number(to) <= 24 ? { ...start, ...end } : undefined
}

function within(key: keyof typeof SENDING_LIMITS, value: number | undefined): Change | undefined {
  const [from, to] = SENDING_LIMITS[key]
  return value !== undefined && value >= from && value <= to ? { [key]: value } : undefined
}

function yesNo(key: 'warmUp' | 'typing' | 'readMarks', aliases: string[]): Field {
  return {
    aliases,
    keys: [key],
    read: (text) => {
      const value = /^(?:mati|off)$/i.test(text) ? false : readYesNo(text)
      return value === undefined ? undefined : { [key]: value }
    },
    say: (now, units) => (now[key] ? units.yes : units.no),
  }
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}.00`
