import { z } from 'zod'
import {
  listCannedReplies,
  removeCannedReply,
  saveCannedReply,
  sayCannedReply,
} from '../../domain/chats/canned-replies.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'
import { who } from './chat.ts'

const cannedName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\d_-]{1,30}$/u)

const ADD_EXAMPLE =
  '/chat balasan tambah nama=salam teks="Halo {{customer_name}}, ada yang bisa dibantu?"'
const REMOVE_EXAMPLE = '/chat balasan hapus salam'

/** Answers that are given again and again: kept here, said from a topic. */
export const cannedReplies = defineIntent({
  name: 'chat.canned',
  who,
  command: {
    noun: 'chat',
    verb: 'balasan',
    aliases: ['canned', 'cepat'],
    positional: ['aksi', 'nama', 'teks'],
    about: { id: 'Balasan cepat: daftar, tambah, hapus', en: 'Quick replies: list, add, remove' },
    examples: [ADD_EXAMPLE, '/chat balasan', REMOVE_EXAMPLE],
  },
  input: z.object({
    aksi: z.string().trim().toLowerCase().default('daftar'),
    nama: cannedName.optional(),
    teks: z.string().trim().max(3000).optional(),
  }),
  arguments: [
    {
      name: 'aksi',
      optional: true,
      rare: true,
      ask: { id: 'Tambah atau hapus?', en: 'Add or remove?' },
    },
    {
      name: 'nama',
      aliases: ['name'],
      optional: true,
      rare: true,
      ask: { id: 'Namanya?', en: 'Its name?' },
      rule: { id: 'satu kata, huruf dan angka', en: 'one word of letters and digits' },
    },
    {
      name: 'teks',
      aliases: ['text', 'isi'],
      optional: true,
      rare: true,
      ask: { id: 'Apa teksnya?', en: 'The text?' },
    },
  ],
  async run(deps, { aksi, nama, teks }, turn) {
    const { topics } = words(turn).chats
    const by = turn.person.id
    if (ADD.has(aksi) && nama !== undefined && teks !== undefined) {
      const { isNew } = await saveCannedReply(deps, { name: nama, text: teks, by })
      return { text: topics.cannedSaved(nama, isNew) }
    }
    if (REMOVE.has(aksi) && nama !== undefined) {
      await removeCannedReply(deps, { name: nama, by })
      return { text: topics.cannedRemoved(nama) }
    }
    if (ADD.has(aksi) || REMOVE.has(aksi)) {
      return { text: topics.whole(ADD.has(aksi) ? ADD_EXAMPLE : REMOVE_EXAMPLE) }
    }
    return listed(turn, await listCannedReplies(deps), turn.topicOf)
  },
})

/** The ready answers as buttons, for one customer. */
export const pickCanned = defineIntent({
  name: 'chat.pick_canned',
  who,
  input: z.object({ conversationId: z.int().positive() }),
  async run(deps, { conversationId }, turn) {
    return listed(turn, await listCannedReplies(deps), conversationId)
  },
})

export const sayCanned = defineIntent({
  name: 'chat.say_canned',
  who,
  input: z.object({ conversationId: z.int().positive(), nama: cannedName }),
  async run(deps, { conversationId, nama }, turn) {
    const by = turn.person.id
    const { conversationId: topicId, providerId } = turn
    const written =
      turn.topicOf === conversationId && providerId !== undefined
        ? { conversationId: topicId, providerId }
        : undefined
    const said = await sayCannedReply(deps, {
      conversationId,
      name: nama,
      by,
      ...(written && { written }),
    })
    return { text: words(turn).chats.topics.cannedSaid(said.text) }
  },
})

const ADD = new Set(['tambah', 'add', 'ubah', 'buat', 'simpan'])
const REMOVE = new Set(['hapus', 'remove', 'buang'])

function listed(
  turn: Turn,
  canned: { name: string; text: string }[],
  conversationId: number | undefined,
): Reply {
  const { topics } = words(turn).chats
  if (canned.length === 0) return { text: topics.noCanned }
  const text = topics.canned(canned.map((one) => topics.cannedLine(one.name, one.text)))
  if (conversationId === undefined) return { text }
  const choices = canned.slice(0, 20).map(({ name }) => ({
    label: name,
    act: { intent: 'chat.say_canned', input: { conversationId, nama: name } },
  }))
  return { text, choices }
}
