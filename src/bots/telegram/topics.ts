import type { Api } from 'grammy'
import type { Colour, Topics } from '../../domain/chats/topics.ts'
import { Rejected, Unreachable } from '../../domain/fault.ts'
import { targetOf } from './address.ts'
import { native } from './send-message.ts'
import { calling } from './telegram-faults.ts'

/** Topics of a group, as Telegram makes and closes them. */
export function createTopics({
  api,
  botId,
}: {
  api: Api
  botId: () => number | undefined
}): Topics {
  return {
    look: (chat, signal) => look(api, { chatId: Number(chat), botId: botId() }, signal),

    async create(chat, { name, colour }, signal) {
      const options = { icon_color: COLOURS[colour] }
      const create = () => api.createForumTopic(Number(chat), name, options, native(signal))
      const { message_thread_id } = await calling(create)
      return `${chat}:${message_thread_id}`
    },

    async find(chat, { after, known }, signal) {
      for (let thread = after + 1; thread <= after + LOOKED_THROUGH; thread++) {
        const address = `${chat}:${thread}`
        if (known.includes(address)) continue
        if (await isTopic(api, address, signal)) return address
      }
      return undefined
    },

    async close(address, signal) {
      const { chatId, thread } = threadOf(address)
      const close = () => api.closeForumTopic(chatId, thread, native(signal))
      await calling(close, true).catch(unlessSo)
    },
    async reopen(address, signal) {
      const { chatId, thread } = threadOf(address)
      const reopen = () => api.reopenForumTopic(chatId, thread, native(signal))
      await calling(reopen, true).catch(unlessSo)
    },
    async pin(address, providerId, signal) {
      const { chatId } = targetOf(address)
      const quiet = { disable_notification: true }
      const pin = () => api.pinChatMessage(chatId, Number(providerId), quiet, native(signal))
      await calling(pin, true)
    },
  }
}

type Place = { chatId: number; botId: number | undefined }

async function look(api: Api, { chatId, botId }: Place, signal: AbortSignal) {
  try {
    const chat = await calling(() => api.getChat(chatId, native(signal)), true)
    if (!('is_forum' in chat) || !chat.is_forum) return 'not_forum'
    const id = botId ?? (await calling(() => api.getMe(native(signal)), true)).id
    const me = await calling(() => api.getChatMember(chatId, id, native(signal)), true)
    if (me.status === 'left' || me.status === 'kicked') return 'away'
    const may = me.status === 'administrator' && me.can_manage_topics
    return may || me.status === 'creator' ? 'fine' : 'rights'
  } catch (error) {
    if (error instanceof Rejected && error.code !== 'token') return 'away'
    throw error
  }
}

/** Telegram has no list of topics. To open one that is open changes nothing, and tells that it is there. */
async function isTopic(api: Api, address: string, signal: AbortSignal): Promise<boolean> {
  const { chatId, thread } = threadOf(address)
  try {
    await calling(() => api.reopenForumTopic(chatId, thread, native(signal)), true)
    return true
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return /TOPIC_NOT_MODIFIED/.test(error.message)
  }
}

function threadOf(address: string) {
  const { chatId, topic } = targetOf(address)
  if (!topic) throw new Unreachable(`${address} is no topic`)
  return { chatId, thread: topic.message_thread_id }
}

/** It is as it should be already. */
function unlessSo(error: unknown) {
  if (!(error instanceof Rejected) || !/TOPIC_NOT_MODIFIED/.test(error.message)) throw error
}

/** The few that Telegram has for a topic. */
const COLOURS = {
  blue: 0x6f_b9_f0,
  yellow: 0xff_d6_7e,
  green: 0x8e_ee_98,
  violet: 0xcb_86_db,
} as const satisfies Record<Colour, number>

/** Messages of others can come between asking for a topic and its being made. */
const LOOKED_THROUGH = 20
