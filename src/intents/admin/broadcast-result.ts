import { z } from 'zod'
import {
  type BroadcastSettings,
  broadcastSettings as readSettings,
  changeBroadcastSettings,
} from '../../domain/broadcasts/broadcast-settings.ts'
import { findBroadcast } from '../../domain/broadcasts/draft-broadcast.ts'
import { countBroadcast } from '../../domain/broadcasts/recipient-queries.ts'
import { startOf } from '../../domain/broadcasts/show-progress.ts'
import { later } from '../../domain/effects/later.ts'
import { maskPhone, readPhone } from '../../domain/people/phone.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readCount } from '../understand/read-quantity.ts'
import { words } from '../wording/words.ts'
import { panelInput, which } from './broadcast-arguments.ts'
import { rare } from './package-arguments.ts'

const who = { permission: 'broadcasts.send' } as const

export const broadcastResult = defineIntent({
  name: 'broadcast.result',
  who,
  command: {
    noun: 'siaran',
    verb: 'hasil',
    aliases: ['result', 'laporan'],
    positional: ['id'],
    about: {
      id: 'Siapa menerima, siapa tidak, dan kenapa',
      en: 'Who got it, who did not, and why',
    },
    examples: ['/siaran hasil 12'],
  },
  arguments: [which],
  input: panelInput,

  async run(deps, { id }, turn) {
    const { broadcasts: say } = words(turn)
    const { state, text } = await findBroadcast(deps, id)
    const { count } = await countBroadcast(deps.db, id)
    const input = { id }
    return {
      text: say.result({ id, state, text: startOf(text), count }),
      choices: [
        ...(count.total > 0
          ? [{ label: say.asSheet, act: { intent: 'broadcast.sheet', input } }]
          : []),
        { label: say.back, act: { intent: 'broadcast.show', input } },
      ],
    }
  },
})

export const broadcastSheet = defineIntent({
  name: 'broadcast.sheet',
  who,
  input: panelInput,

  async run(deps, { id: broadcastId }, turn) {
    const { broadcasts: say } = words(turn)
    await findBroadcast(deps, broadcastId)
    const { conversationId } = turn
    const { title, ...sheet } = say.sheet
    const asked = {
      broadcastId,
      conversationId,
      words: { title: `${title} ${broadcastId}`, ...sheet },
    }
    await later(deps, { kind: 'broadcast.sheet', ...asked })
    return { text: say.sheetComing }
  },
})

const NONE = /^(?:-|tidak ada|hapus|none)$/i

function readPhones(text: string): string[] | undefined {
  if (NONE.test(text)) return []
  const phones = text.split(/[,;\s]+/).map(readPhone)
  return phones.every((one) => one !== undefined) ? phones : undefined
}

export const broadcastSettings = defineIntent({
  name: 'broadcast.settings',
  who: { permission: 'broadcasts.approve' },
  command: {
    noun: 'siaran',
    verb: 'atur',
    aliases: ['settings', 'pengaturan', 'setting'],
    about: { id: 'Persetujuan orang kedua, nomor uji', en: 'Approval, numbers for trying' },
    examples: ['/siaran atur persetujuan=100', '/siaran atur uji=081234567890'],
  },
  arguments: [
    {
      ...rare('persetujuan', ['approval'], 'Di atas berapa orang?', 'Above how many people?'),
      rule: { id: 'jumlah orang, 0 sampai 100.000', en: 'how many people, 0 to 100,000' },
    },
    {
      ...rare('uji', ['test', 'nomor-uji'], 'Nomor uji yang mana?', 'Which numbers?'),
      rule: { id: 'nomor HP, dipisah koma', en: 'phone numbers, with commas' },
    },
  ],
  input: z.object({
    persetujuan: typed((text) => (text === '0' ? 0 : readCount(text))).optional(),
    uji: typed(readPhones).optional(),
  }),

  async run(deps, { persetujuan, uji }, turn) {
    const change: Partial<BroadcastSettings> = {
      ...(persetujuan !== undefined && { approvalAbove: persetujuan }),
      ...(uji !== undefined && { testPhones: uji }),
    }
    const changes = Object.keys(change).length > 0
    const now = changes
      ? await changeBroadcastSettings(deps, { change, by: turn.person.id })
      : await readSettings(deps)
    return {
      text: words(turn).broadcasts.settings(now.approvalAbove, now.testPhones.map(maskPhone)),
    }
  },
})
