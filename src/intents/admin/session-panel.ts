import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { may } from '../../domain/people/permission.ts'
import { dayAndTime } from '../../domain/routers/clock-time.ts'
import { listSessions } from '../../domain/sessions/list-sessions.ts'
import { nameOf, type Session } from '../../domain/sessions/session.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import type { SaidSession, Standing } from '../wording/session-words.ts'
import { words } from '../wording/words.ts'
import { sessionInput, sessionName, sessionOf } from './session-arguments.ts'

export const sessionList = defineIntent({
  name: 'session.list',
  who: { permission: 'system.view' },
  command: {
    noun: 'wa',
    verb: '',
    aliases: ['daftar', 'list'],
    about: { id: 'Lihat semua nomor WhatsApp', en: 'See all WhatsApp numbers' },
    examples: ['/wa'],
  },
  when: 'Somebody of the team wants to see the WhatsApp numbers and how they are.',
  input: z.object({ slot: z.string().max(80).optional() }),

  async run(deps, { slot }, turn) {
    const { sessions } = words(turn)
    const all = await listSessions(deps)
    if (all.length === 0) return { text: sessions.none }
    const shown = slotOf(turn, slot)
    return {
      text: [
        sessions.title,
        ...all.map((one) => sessions.line(said(deps, one))),
        sessions.pick,
      ].join('\n'),
      choices: all.map((one) => ({
        label: nameOf(one),
        act: { intent: 'session.show', input: { id: one.id, slot: shown } },
      })),
      slot: shown,
    }
  },
})

export const sessionShow = defineIntent({
  name: 'session.show',
  who: { permission: 'system.view' },
  command: {
    noun: 'wa',
    verb: 'panel',
    aliases: ['buka', 'lihat', 'open', 'show'],
    usual: true,
    positional: ['nama'],
    about: { id: 'Buka panel satu nomor', en: 'Open the panel of one number' },
    examples: ['/wa panel toko'],
  },
  arguments: [sessionName],
  input: sessionInput,

  async run(deps, input, turn) {
    return onPanel(deps, turn, { session: await sessionOf(deps, input), slot: input.slot })
  },
})

/** The panel of a number as it is now, under what was just done. */
export function onPanel(
  deps: Pick<Deps, 'now' | 'business'>,
  turn: Turn,
  { session, slot, text }: { session: Session; slot: string | undefined; text?: string },
): Reply & { slot: string } {
  const shown = slotOf(turn, slot)
  const { sessions } = words(turn)
  const lines = [text, sessions.line(said(deps, session))]
  return {
    text: lines.filter(Boolean).join('\n\n'),
    choices: buttonsOf(turn, session, shown),
    slot: shown,
  }
}

/** A panel opened yesterday is far up in the chat: a typed command begins a new one. */
function slotOf({ inboxId }: Turn, slot: string | undefined): string {
  return slot ?? `wa:${inboxId}`
}

type Button = keyof ReturnType<typeof words>['sessions']['buttons']

function buttonsOf(turn: Turn, session: Session, slot: string) {
  const { sessions, routers } = words(turn)
  const input = { id: session.id, slot }
  const button = (name: Button) => ({
    label: sessions.buttons[name],
    act: { intent: INTENTS[name], input: name === 'pair' ? { id: session.id } : input },
  })
  return [
    ...(may(turn.person, 'sessions.manage') ? offered(session).map(button) : []),
    button('refresh'),
    { label: routers.back, act: { intent: 'session.list', input: { slot } } },
  ]
}

const INTENTS: Record<Button, string> = {
  pair: 'session.pair',
  newQr: 'session.pair',
  rename: 'session.rename',
  pause: 'session.pause',
  resume: 'session.resume',
  unlink: 'session.unlink',
  remove: 'session.remove',
  refresh: 'session.show',
}

/** What can be done with it as it is. */
function offered(session: Session): Button[] {
  const halted = session.state === 'paused' || session.state === 'banned'
  if (session.channel === 'cloud' && halted) return ['resume', 'rename']
  switch (standingOf(session)) {
    case 'cloud':
      return ['pause', 'rename']
    case 'open':
      return ['pause', 'rename', 'unlink', 'remove']
    case 'connecting':
    case 'away':
      return ['pair', 'pause', 'rename', 'unlink', 'remove']
    case 'pairing':
      return ['newQr', 'rename', 'unlink', 'remove']
    case 'paused':
      return ['resume', 'pair', 'rename', 'unlink', 'remove']
    case 'unlinked':
    case 'banned':
      return ['pair', 'rename', 'remove']
  }
}

function said({ now, business }: Pick<Deps, 'now' | 'business'>, session: Session): SaidSession {
  const at = now()
  const clock = (instant: Date) => dayAndTime(instant, { now: at, timeZone: business.timeZone })
  const ahead = (instant: Date | null) => (instant && instant > at ? clock(instant) : null)
  const fresh = session.state === 'on' && at.getTime() - session.stateSince.getTime() < TAKEN_UP_MS
  const stands = standingOf(session)
  // Whoever keeps the lines looks for what is new every second or so.
  const standing = stands === 'away' && fresh ? 'connecting' : stands
  const { channel, phone, detail, queued, sentToday, warming } = session
  const since =
    (standing === 'open' || standing === 'away' ? session.connectedAt : null) ?? session.stateSince
  return {
    name: nameOf(session),
    channel,
    phone,
    standing,
    since: clock(since),
    detail,
    noNewChatsUntil: ahead(session.noNewChatsUntil),
    noSendingUntil: ahead(session.noSendingUntil),
    noPromoUntil: ahead(session.noPromoUntil),
    warming,
    queued,
    sentToday,
  }
}

const TAKEN_UP_MS = 30_000

export function standingOf({ channel, state, connection }: Session): Standing {
  if (state === 'on' || state === 'removed') {
    if (channel === 'cloud') return 'cloud'
    if (connection === 'open') return 'open'
    return connection === 'connecting' ? 'connecting' : 'away'
  }
  return state
}
