import { z } from 'zod'
import {
  pauseBroadcast,
  resumeBroadcast,
  stopBroadcast,
} from '../../domain/broadcasts/control-broadcast.ts'
import { findBroadcast } from '../../domain/broadcasts/draft-broadcast.ts'
import { lookAtDraft, outlookOf } from '../../domain/broadcasts/look-at-draft.ts'
import { countBroadcast } from '../../domain/broadcasts/recipient-queries.ts'
import { sayWhen, startOf } from '../../domain/broadcasts/show-progress.ts'
import { decideBroadcast, startBroadcast } from '../../domain/broadcasts/start-broadcast.ts'
import { sayAsRead, tryOnPhone } from '../../domain/broadcasts/try-broadcast.ts'
import { readPhone } from '../../domain/people/phone.ts'
import { type Command, defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { broadcastId, panelInput, which } from './broadcast-arguments.ts'
import { copyFor, onPanel } from './broadcast-panel.ts'

const who = { permission: 'broadcasts.send' } as const
const decider = { permission: 'broadcasts.approve' } as const

function command(
  verb: string,
  aliases: string[],
  about: Command['about'],
): Command & { positional: string[] } {
  const examples = [`/siaran ${verb} 12`]
  return { noun: 'siaran', verb, aliases, positional: ['id'], about, examples }
}

/** Into this chat, as it reads; the words under it say whose copy it is. */
export const broadcastSample = defineIntent({
  name: 'broadcast.sample',
  who,
  command: command('contoh', ['sample', 'preview'], {
    id: 'Kirim contohnya ke chat ini',
    en: 'Send a sample into this chat',
  }),
  arguments: [which],
  input: panelInput,

  async run(deps, { id }, turn) {
    const { broadcasts: say } = words(turn)
    const look = await lookAtDraft(deps, id)
    if (look.broadcast.text === '') return onPanel(deps, turn, { id, text: say.wrongText(EMPTY) })
    const { text, file } = await copyFor(deps, turn, look)
    await sayAsRead(deps, turn.conversationId, { text, ...(file && { file }) })
    const back = { label: say.back, act: { intent: 'broadcast.show', input: { id } } }
    return { text: say.sampleSent(id, look.sample?.name ?? null), choices: [back] }
  },
})

const EMPTY = { problem: 'empty' } as const

export const broadcastTry = defineIntent({
  name: 'broadcast.try',
  who,
  command: {
    ...command('uji', ['test', 'coba'], {
      id: 'Kirim contoh ke nomor WhatsApp tim',
      en: 'Send a sample to a WhatsApp number of the team',
    }),
    positional: ['id', 'telepon'],
    examples: ['/siaran uji 12 081234567890'],
  },
  arguments: [
    which,
    {
      name: 'telepon',
      aliases: ['nomor-wa', 'phone', 'hp'],
      ask: { id: 'Ke nomor WhatsApp mana?', en: 'To which WhatsApp number?' },
      rule: { id: 'nomor HP, mis. 081234567890', en: 'a phone number, e.g. 081234567890' },
    },
  ],
  input: z.object({ id: broadcastId, telepon: typed(readPhone) }),

  async run(deps, { id, telepon: phone }, turn) {
    const { broadcasts: say } = words(turn)
    const look = await lookAtDraft(deps, id)
    if (look.broadcast.text === '') return onPanel(deps, turn, { id, text: say.wrongText(EMPTY) })
    const { text, file, outsideWindow } = await copyFor(deps, turn, look)
    const message = { text, ...(file && { file }), ...(outsideWindow && { outsideWindow }) }
    await tryOnPhone(deps, { phone, name: say.testName, message })
    return { text: say.tried(phone) }
  },
})

export const broadcastStart = defineIntent({
  name: 'broadcast.start',
  who,
  command: command('kirim', ['mulai', 'send', 'start'], {
    id: 'Kirim siaran (ditanya dulu)',
    en: 'Send a broadcast (asked first)',
  }),
  arguments: [which],
  input: panelInput,

  async confirm(deps, { id }, turn) {
    const look = await lookAtDraft(deps, id)
    const { broadcast, reach } = look
    // What keeps it from being sent is said by the deed itself.
    if (broadcast.state !== 'draft' || broadcast.text === '') return undefined
    const { people, until, quietUntil, asks } = await outlookOf(deps, look, turn.person.id)
    if (people === 0) return undefined
    const { text, standIn } = await copyFor(deps, turn, look)
    return words(turn).broadcasts.askStart({
      id,
      people,
      text: startOf(text),
      sendAt: sayWhen(deps, broadcast.send_at),
      until: sayWhen(deps, until),
      quietUntil: sayWhen(deps, quietUntil),
      asks,
      outsideWindow: standIn === null ? reach.outsideWindow : 0,
      standIn,
    })
  },

  async run(deps, { id }, turn) {
    const { state, people } = await startBroadcast(deps, { broadcastId: id, by: turn.person.id })
    return { text: words(turn).broadcasts.started(id, people, state) }
  },
})

export const broadcastApprove = defineIntent({
  name: 'broadcast.approve',
  who: decider,
  command: command('setujui', ['approve'], { id: 'Setujui siaran', en: 'Approve a broadcast' }),
  arguments: [which],
  input: panelInput,

  async run(deps, { id, slot }, turn) {
    await decideBroadcast(deps, { broadcastId: id, by: deciderOf(turn), yes: true })
    return { text: words(turn).broadcasts.approved(id), ...(slot && { slot }) }
  },
})

export const broadcastDecline = defineIntent({
  name: 'broadcast.decline',
  who: decider,
  command: command('tolak', ['decline'], { id: 'Tolak siaran', en: 'Decline a broadcast' }),
  arguments: [which],
  input: panelInput,

  async run(deps, { id, slot }, turn) {
    await decideBroadcast(deps, { broadcastId: id, by: deciderOf(turn), yes: false })
    return { text: words(turn).broadcasts.declined(id), ...(slot && { slot }) }
  },
})

function deciderOf({ person }: Turn) {
  return { id: person.id, name: person.name ?? `#${person.id}` }
}

export const broadcastPause = defineIntent({
  name: 'broadcast.pause',
  who,
  command: command('jeda', ['pause', 'tunda'], { id: 'Jeda siaran', en: 'Pause a broadcast' }),
  arguments: [which],
  input: panelInput,

  async run(deps, { id, slot }, turn) {
    await pauseBroadcast(deps, { broadcastId: id, by: turn.person.id })
    return onPanel(deps, turn, { id, slot })
  },
})

export const broadcastResume = defineIntent({
  name: 'broadcast.resume',
  who,
  command: command('lanjut', ['lanjutkan', 'resume'], {
    id: 'Lanjutkan siaran',
    en: 'Go on with a broadcast',
  }),
  arguments: [which],
  input: panelInput,

  async run(deps, { id, slot }, turn) {
    await resumeBroadcast(deps, { broadcastId: id, by: turn.person.id })
    return onPanel(deps, turn, { id, slot })
  },
})

export const broadcastStop = defineIntent({
  name: 'broadcast.stop',
  who,
  command: command('henti', ['hentikan', 'stop', 'batal'], {
    id: 'Hentikan siaran untuk seterusnya',
    en: 'Stop a broadcast for good',
  }),
  arguments: [which],
  input: panelInput,

  async confirm(deps, { id }, turn) {
    await findBroadcast(deps, id)
    const { count } = await countBroadcast(deps.db, id)
    return words(turn).broadcasts.askStop(id, count.waiting + count.queued)
  },

  async run(deps, { id, slot }, turn) {
    await stopBroadcast(deps, { broadcastId: id, by: turn.person.id })
    return onPanel(deps, turn, { id, slot })
  },
})
