import { z } from 'zod'
import { answerCustomer } from '../../domain/chats/answer-customer.ts'
import { findChats, listChatsWithPeople } from '../../domain/chats/find-chat.ts'
import { handBackChat } from '../../domain/chats/hand-back-chat.ts'
import { takerBeside, takeChat } from '../../domain/chats/take-chat.ts'
import type { Deps } from '../../domain/deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { fileInput } from '../typed.ts'
import { sayPhone } from '../wording/session-words.ts'
import { words } from '../wording/words.ts'

export const who = { permission: 'chats.take' } as const

export const whose = z
  .object({
    conversationId: z.coerce.number().int().positive().optional(),
    siapa: z.string().trim().max(60).optional(),
  })
  .refine(({ conversationId, siapa }) => conversationId !== undefined || siapa !== undefined, {
    path: ['siapa'],
  })

export const customer = {
  name: 'siapa',
  aliases: ['who', 'pelanggan'],
  ask: { id: 'Pelanggan siapa? (nama atau nomor HP)', en: 'Which customer? (name or phone)' },
  offer: async (deps: Deps) =>
    (await listChatsWithPeople(deps)).map(({ id, customer, phone }) => ({
      value: `#${id}`,
      label: customer ?? phone ?? `#${id}`,
    })),
}

export const takeOver = defineIntent({
  name: 'chat.take',
  who,
  command: {
    noun: 'chat',
    verb: 'ambil',
    aliases: ['take'],
    positional: ['siapa'],
    about: { id: 'Ambil alih obrolan pelanggan', en: 'Take over a customer chat' },
    examples: ['/chat ambil budi', '/chat ambil 08123456789'],
  },
  arguments: [customer],
  input: whose.and(z.object({ over: z.boolean().optional() })),
  async confirm(deps, input, turn) {
    const { conversationId, ask } = await whichChat(deps, input, turn, 'chat.take')
    if (ask) return undefined
    const taker = await takerBeside(deps, { conversationId, but: turn.person.id })
    if (!taker || input.over) return undefined
    const { customer } = (await findChats(deps, `#${conversationId}`)).first
    const text = words(turn).chats.topics.takeOverAsk(customer ?? `#${conversationId}`, taker.name)
    return { text, settled: { conversationId, over: true } }
  },
  async run(deps, { over = false, ...input }, turn) {
    const { conversationId, ask } = await whichChat(deps, input, turn, 'chat.take')
    if (ask) return ask
    const taken = await takeChat(deps, { conversationId, by: turn.person.id, over })
    if (turn.topicOf === conversationId) {
      return { text: words(turn).chats.topics.taken(taken.customer) }
    }
    return taking(turn, taken.customer, conversationId)
  },
})

export const handBack = defineIntent({
  name: 'chat.hand_back',
  who,
  command: {
    noun: 'chat',
    verb: 'selesai',
    aliases: ['done', 'kembalikan', 'kembali', 'back'],
    positional: ['siapa'],
    about: { id: 'Kembalikan obrolan ke bot', en: 'Hand a chat back to the bot' },
    examples: ['/chat selesai budi'],
  },
  arguments: [customer],
  input: whose,
  async run(deps, input, turn) {
    const { conversationId, ask } = await whichChat(deps, input, turn, 'chat.hand_back')
    if (ask) return ask
    const saidIn = turn.conversationId
    const back = await handBackChat(deps, { conversationId, by: turn.person.id, saidIn })
    return { text: words(turn).chats.handedBack(back.customer) }
  },
})

export const listChats = defineIntent({
  name: 'chat.list',
  who,
  command: {
    noun: 'chat',
    verb: 'daftar',
    aliases: ['list'],
    about: { id: 'Obrolan yang sedang ditangani orang', en: 'Chats that people have' },
    examples: ['/chat daftar'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    const { chats } = words(turn)
    const taken = await listChatsWithPeople(deps)
    if (taken.length === 0) return { text: chats.none }
    const lines = taken.map(({ id, customer, phone, taker }) =>
      chats.line(customer ?? phone ?? `#${id}`, taker),
    )
    const choices = taken.slice(0, 8).map(({ id, customer, phone }) => ({
      label: chats.handBack(customer ?? phone ?? `#${id}`),
      act: { intent: 'chat.hand_back', input: { conversationId: id } },
    }))
    return { text: chats.list(lines), choices }
  },
})

/** Reached by replying to a relayed message. */
export const answerChat = defineIntent({
  name: 'chat.answer',
  who,
  command: {
    noun: 'chat',
    verb: 'balas',
    aliases: ['reply'],
    positional: ['siapa', 'text'],
    about: { id: 'Balas pelanggan', en: 'Answer a customer' },
    examples: ['/chat balas budi "Teknisi kami sudah di jalan, Pak."'],
  },
  arguments: [
    customer,
    {
      name: 'text',
      aliases: ['teks', 'pesan'],
      ask: { id: 'Apa balasannya?', en: 'What is the answer?' },
    },
    {
      name: 'file',
      aliases: ['berkas', 'foto'],
      file: true,
      optional: true,
      rare: true,
      ask: { id: 'Kirim berkasnya', en: 'Send the file' },
    },
  ],
  input: whose.and(
    z
      .object({ text: z.string().trim().max(4000).default(''), file: fileInput.optional() })
      .refine(({ text, file }) => text !== '' || file !== undefined, { path: ['text'] }),
  ),
  async run(deps, { text, file, ...input }, turn) {
    const { chats, people } = words(turn)
    const answer = { ...input, text, ...(file && { file }) }
    const { conversationId, ask } = await whichChat(deps, answer, turn, 'chat.answer')
    if (ask) return ask
    const by = turn.person.id
    const { customer } = await answerCustomer(deps, { conversationId, by, text, file })
    const said = file ? chats.sendingFile(customer) : people.answered(customer)
    return taking(turn, customer, conversationId, said)
  },
})

function taking(turn: Turn, customer: string, conversationId: number, text?: string): Reply {
  const { chats } = words(turn)
  return {
    text: text ?? chats.taken(customer),
    choices: [
      {
        label: chats.handBack(customer),
        act: { intent: 'chat.hand_back', input: { conversationId } },
      },
    ],
  }
}

/** The chat that is meant; of several customers with that name the right one is picked by a button. */
async function whichChat(
  deps: Deps,
  { conversationId, siapa = '', ...rest }: z.infer<typeof whose> & Record<string, unknown>,
  turn: Turn,
  intent: string,
): Promise<{ conversationId: number; ask?: Reply }> {
  if (conversationId !== undefined) return { conversationId }
  if (siapa === '') throw new Refusal('chat.unknown', { query: '' })
  const { first, others } = await findChats(deps, siapa)
  if (others.length === 0) return { conversationId: first.id }
  const choices = [first, ...others].slice(0, 8).map(({ id, customer, phone }) => ({
    label: [customer, phone && sayPhone(phone)].filter(Boolean).join(' · ') || `#${id}`,
    act: { intent, input: { ...rest, conversationId: id } },
  }))
  return { conversationId: first.id, ask: { text: words(turn).messageLog.several(siapa), choices } }
}
