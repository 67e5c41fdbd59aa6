import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import {
  pauseSession,
  removeSession,
  renameSession,
  resumeSession,
  unlinkSession,
} from '../../domain/sessions/change-session.ts'
import { listSessions, splitSession } from '../../domain/sessions/list-sessions.ts'
import { nameOf, type Session } from '../../domain/sessions/session.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'
import { sessionInput, sessionName, sessionOf, withWhich } from './session-arguments.ts'
import { onPanel } from './session-panel.ts'

export const sessionRename = defineIntent({
  name: 'session.rename',
  who: { permission: 'sessions.manage' },
  command: {
    noun: 'wa',
    verb: 'nama',
    aliases: ['rename', 'ganti', 'name'],
    positional: ['nama', 'baru'],
    about: { id: 'Ganti nama nomor', en: 'Rename a number' },
    examples: ['/wa nama toko "CS Toko"'],
  },
  arguments: [
    sessionName,
    {
      name: 'baru',
      aliases: ['new', 'jadi'],
      ask: { id: 'Nama barunya?', en: 'Its new name?' },
      rule: { id: '1 sampai 40 huruf', en: '1 to 40 letters' },
    },
  ],
  input: withWhich({ baru: z.string().trim().min(1).max(40) }),

  async run(deps, { baru, ...input }, turn) {
    // Names have spaces: of what was typed, the longest one that there is.
    const typed =
      input.id === undefined && input.nama !== undefined
        ? await splitSession(deps, `${input.nama} ${baru}`)
        : undefined
    const { id: accountId } = typed?.session ?? (await sessionOf(deps, input))
    const title = typed?.rest ?? baru
    const { name } = await renameSession(deps, { accountId, title, by: turn.person.id })
    return done(deps, turn, {
      accountId,
      slot: input.slot,
      text: words(turn).sessions.renamed(name),
    })
  },
})

export const sessionPause = defineIntent({
  name: 'session.pause',
  who: { permission: 'sessions.manage' },
  command: {
    noun: 'wa',
    verb: 'jeda',
    aliases: ['pause', 'stop'],
    positional: ['nama'],
    about: { id: 'Jeda satu nomor', en: 'Pause a number' },
    examples: ['/wa jeda toko'],
  },
  arguments: [sessionName],
  input: sessionInput,

  async run(deps, input, turn) {
    const { id: accountId, channel } = await sessionOf(deps, input)
    const { name } = await pauseSession(deps, { accountId, by: turn.person.id })
    const { paused, pausedCloud } = words(turn).sessions
    const text = (channel === 'cloud' ? pausedCloud : paused)(name)
    return done(deps, turn, { accountId, slot: input.slot, text })
  },
})

export const sessionResume = defineIntent({
  name: 'session.resume',
  who: { permission: 'sessions.manage' },
  command: {
    noun: 'wa',
    verb: 'lanjut',
    aliases: ['resume', 'sambung', 'start'],
    positional: ['nama'],
    about: { id: 'Sambung lagi nomor yang dijeda', en: 'Resume a paused number' },
    examples: ['/wa lanjut toko'],
  },
  arguments: [sessionName],
  input: sessionInput,

  async run(deps, input, turn) {
    const { id: accountId, channel } = await sessionOf(deps, input)
    const { name } = await resumeSession(deps, { accountId, by: turn.person.id })
    const { resumed, resumedCloud } = words(turn).sessions
    const text = (channel === 'cloud' ? resumedCloud : resumed)(name)
    return done(deps, turn, { accountId, slot: input.slot, text })
  },
})

export const sessionUnlink = defineIntent({
  name: 'session.unlink',
  who: { permission: 'sessions.manage' },
  command: {
    noun: 'wa',
    verb: 'putus',
    aliases: ['unlink', 'logout', 'lepas'],
    positional: ['nama'],
    about: { id: 'Putuskan nomor dari WhatsApp', en: 'Unlink a number from WhatsApp' },
    examples: ['/wa putus toko'],
  },
  arguments: [sessionName],
  input: sessionInput,

  async confirm(deps, input, turn) {
    const session = await linkedOf(deps, input)
    const queue = await sayQueue(deps, turn, session)
    const text = words(turn).sessions.unlinkAsk(nameOf(session), queue)
    return { text, settled: { id: session.id } }
  },
  async run(deps, input, turn) {
    const { id: accountId } = await sessionOf(deps, input)
    const { name } = await unlinkSession(deps, { accountId, by: turn.person.id })
    return done(deps, turn, {
      accountId,
      slot: input.slot,
      text: words(turn).sessions.unlinked(name),
    })
  },
})

export const sessionRemove = defineIntent({
  name: 'session.remove',
  who: { permission: 'sessions.manage' },
  command: {
    noun: 'wa',
    verb: 'hapus',
    aliases: ['remove', 'delete'],
    positional: ['nama'],
    about: { id: 'Hapus nomor dari daftar', en: 'Remove a number from the list' },
    examples: ['/wa hapus toko'],
  },
  arguments: [sessionName],
  input: sessionInput,

  async confirm(deps, input, turn) {
    const session = await linkedOf(deps, input)
    const queue = await sayQueue(deps, turn, session)
    const text = words(turn).sessions.removeAsk(nameOf(session), queue)
    return { text, settled: { id: session.id } }
  },
  async run(deps, input, turn) {
    const { id: accountId } = await sessionOf(deps, input)
    const { name } = await removeSession(deps, { accountId, by: turn.person.id })
    const { slot } = input
    return { text: words(turn).sessions.removed(name), ...(slot !== undefined && { slot }) }
  },
})

async function done(
  deps: Deps,
  turn: Turn,
  { accountId, slot, text }: { accountId: number; slot: string | undefined; text: string },
) {
  return onPanel(deps, turn, { session: await sessionOf(deps, { id: accountId }), slot, text })
}

async function linkedOf(deps: Deps, input: Parameters<typeof sessionOf>[1]) {
  const session = await sessionOf(deps, input)
  if (session.channel === 'cloud') throw new Refusal('session.cloud', { name: nameOf(session) })
  return session
}

/** What becomes of the words that wait, before anybody says yes. */
async function sayQueue(deps: Deps, turn: Turn, { id, queued }: Session) {
  const others = (await listSessions(deps)).filter(
    (one) =>
      one.id !== id && one.state === 'on' && (one.connection === 'open' || one.connection === null),
  )
  return words(turn).sessions.queue({ queued, others: others.map(nameOf) })
}
