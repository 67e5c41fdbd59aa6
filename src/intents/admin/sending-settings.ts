import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { changeSendingSettings } from '../../domain/sending/change-sending-settings.ts'
import {
  type SendingChoices,
  sendingChoices,
  type SendingSettings,
  settingsOf,
} from '../../domain/sending/sending-settings.ts'
import { nameOf } from '../../domain/sessions/session.ts'
import { type Argument, defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'
import {
  readSendingField,
  SENDING_FIELDS,
  type SendingField,
  sendingFieldNamed,
  sendingFields,
} from './sending-fields.ts'
import { sessionOf } from './session-arguments.ts'

const text = z.string().trim().min(1).max(60)
const schema = z
  .object({ isian: text.optional(), nilai: text.optional(), nomor: text.optional() })
  .extend(Object.fromEntries(sendingFields.map((name) => [name, text.optional()])))
type Typed = Record<string, string | undefined>

/** One of our numbers, or null: all that are linked. */
type About = { accountId: number; channel: 'cloud' | 'baileys' | 'waha'; name: string } | null

/** Each may be typed by its name (`tenang=21-7`), or as two words (`tenang 21-7`). */
const fieldArguments: Argument[] = sendingFields.map((name) => ({
  name,
  aliases: [...SENDING_FIELDS[name].aliases],
  optional: true,
  rare: true,
  ask: { id: name, en: name },
}))

export const sendingSettings = defineIntent<Typed>({
  name: 'session.sending',
  who: { permission: 'sessions.manage' },
  command: {
    noun: 'wa',
    verb: 'atur',
    aliases: ['settings', 'pengaturan', 'setting'],
    positional: ['isian', 'nilai'],
    about: {
      id: 'Cara kirim: laju, jam tenang, batas harian, pemanasan …',
      en: 'How we send: pace, quiet hours, limits a day, warm-up …',
    },
    examples: ['/wa atur', '/wa atur tenang=21-7', '/wa atur maksimal=300 nomor=toko'],
  },
  arguments: [
    ...fieldArguments,
    {
      name: 'nomor',
      aliases: ['nama', 'number', 'name'],
      optional: true,
      rare: true,
      ask: { id: 'Nomor yang mana?', en: 'Which number?' },
    },
  ],
  input: schema,

  async run(deps, typed, turn) {
    const { sending } = words(turn)
    const about = await aboutOf(deps, typed)
    const change = changeOf(typed, turn)
    const names = sendingFields.filter((name) =>
      SENDING_FIELDS[name].keys.some((key) => key in change),
    )
    if (names.length > 0) {
      const after = await changeSendingSettings(deps, {
        change,
        ...(about && { accountId: about.accountId }),
        by: turn.person.id,
      })
      const now = effective(after, about)
      const shown = names.map((name) => line(turn, name, now))
      return { text: sending.saved(sending.title(about?.name ?? null), shown) }
    }
    const now = effective(await sendingChoices(deps), about)
    const field = typed['isian'] === undefined ? undefined : sendingFieldNamed(typed['isian'])
    return field ? ask(turn, { field, now, about }) : show(turn, { now, about })
  },
})

async function aboutOf(deps: Deps, { nomor }: Typed): Promise<About> {
  if (nomor === undefined) return null
  const session = await sessionOf(deps, { nama: nomor })
  return { accountId: session.id, channel: session.channel, name: nameOf(session) }
}

function effective(choices: SendingChoices, about: About): SendingSettings {
  return settingsOf(choices, about ?? { channel: 'baileys', accountId: 0 })
}

function show(turn: Turn, { now, about }: { now: SendingSettings; about: About }): Reply {
  const { sending } = words(turn)
  const shown = sendingFields.map((name) => line(turn, name, now))
  return {
    text: sending.all(sending.title(about?.name ?? null), shown),
    choices: sendingFields.map((name) => ({
      label: sending.names[name],
      act: {
        intent: 'session.sending',
        input: { isian: name, ...(about && { nomor: about.name }) },
      },
    })),
  }
}

/** One of them, with its rule; what is typed next is its new value. */
function ask(
  turn: Turn,
  { field, now, about }: { field: SendingField; now: SendingSettings; about: About },
): Reply {
  const { sending } = words(turn)
  return {
    text: sending.ask({
      name: sending.names[field],
      about: sending.about[field],
      now: SENDING_FIELDS[field].say(now, sending.units),
      rule: sending.rules[field],
    }),
    free: {
      act: {
        intent: 'session.sending',
        input: { isian: field, ...(about && { nomor: about.name }) },
      },
      field: 'nilai',
    },
  }
}

function line(turn: Turn, name: SendingField, now: SendingSettings) {
  const { sending } = words(turn)
  return sending.line(sending.names[name], SENDING_FIELDS[name].say(now, sending.units), name)
}

/** Everything that was typed, read; refuses by its rule what is none of it. */
function changeOf(typed: Typed, turn: Turn): Partial<SendingSettings> {
  const { sending } = words(turn)
  const { isian, nilai } = typed
  const named = sendingFields.flatMap((name) => {
    const value = typed[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  if (isian !== undefined) {
    const field = sendingFieldNamed(isian)
    if (!field) {
      throw new Refusal('input.invalid', { field: isian, problem: sending.known(sendingFields) })
    }
    if (nilai !== undefined) named.push([field, nilai])
  }
  const changes = named.map(([name, value]) => {
    const read = readSendingField(name, value)
    if (read) return read
    throw new Refusal('input.invalid', {
      field: name,
      problem: sending.mustBe(sending.rules[name]),
    })
  })
  return Object.assign({}, ...changes) as Partial<SendingSettings>
}
