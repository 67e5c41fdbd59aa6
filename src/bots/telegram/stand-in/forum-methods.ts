import { chatOf, type Method } from './message-methods.ts'
import { badRequest, numberOf, type Params, textOf } from './params.ts'
import { wireBot } from './wire.ts'
import type { World } from './world.ts'

/** Topics of a group, and what the bot may do there. */
export const forumMethods: Record<string, Method> = {
  getChatMember(world, params) {
    const chat = chatOf(world, params)
    const user = numberOf(params, 'user_id')
    if (user !== world.bot.id) throw badRequest('member not found')
    const { rights } = chat
    if (!rights) return { status: 'member', user: wireBot(world) }
    return {
      status: 'administrator',
      user: wireBot(world),
      can_manage_topics: rights.topics,
      can_pin_messages: rights.pin,
    }
  },

  createForumTopic(world, params) {
    const name = textOf(params, 'name')
    const topics = forumOf(world, params)
    if (!chatOf(world, params).rights?.topics)
      throw badRequest('not enough rights to create a topic')
    if (name.length < 1 || name.length > 128) throw badRequest('TOPIC_TITLE_INVALID')
    const icon_color = numberOf(params, 'icon_color') ?? DEFAULT_COLOUR
    if (!COLOURS.has(icon_color)) throw badRequest('TOPIC_ICON_COLOR_INVALID')
    const message_thread_id = world.nextId()
    topics.set(message_thread_id, { name, closed: false, colour: icon_color })
    return { message_thread_id, name, icon_color }
  },
  editForumTopic(world, params) {
    const name = textOf(params, 'name')
    const topic = topicOf(world, params)
    if (name === '' || name === topic.name) throw badRequest('TOPIC_NOT_MODIFIED')
    topic.name = name
    return true
  },
  closeForumTopic: (world, params) => setClosed(world, params, true),
  reopenForumTopic: (world, params) => setClosed(world, params, false),
  deleteForumTopic(world, params) {
    topicOf(world, params)
    return removeTopic(world, chatOf(world, params).id, numberOf(params, 'message_thread_id') ?? 0)
  },
}

/** What was said in a topic goes with it. */
export function removeTopic(world: World, chatId: number, topic: number): boolean {
  const chat = world.chats.get(chatId)
  for (const [id, message] of chat?.messages ?? []) {
    if (message.topic === topic) chat?.messages.delete(id)
  }
  return chat?.topics?.delete(topic) ?? false
}

function setClosed(world: World, params: Params, closed: boolean) {
  const topic = topicOf(world, params)
  if (!chatOf(world, params).rights?.topics) throw badRequest('not enough rights to manage topics')
  if (topic.closed === closed) throw badRequest('TOPIC_NOT_MODIFIED')
  topic.closed = closed
  return true
}

function forumOf(world: World, params: Params) {
  const { topics } = chatOf(world, params)
  if (!topics) throw badRequest('the chat is not a forum')
  return topics
}

function topicOf(world: World, params: Params) {
  const topic = forumOf(world, params).get(numberOf(params, 'message_thread_id') ?? 0)
  if (!topic) throw badRequest('TOPIC_ID_INVALID')
  return topic
}

const DEFAULT_COLOUR = 0x6f_b9_f0
const COLOURS = new Set([
  DEFAULT_COLOUR,
  0xff_d6_7e,
  0xcb_86_db,
  0x8e_ee_98,
  0xff_93_b2,
  0xfb_6f_5f,
])
