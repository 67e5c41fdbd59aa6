import { answerCustomer } from '../domain/chats/answer-customer.ts'
import { findHuman, noteActivity } from '../domain/chats/let-human-answer.ts'
import { findTopic, greetGuest, openTopic } from '../domain/chats/open-topic.ts'
import { showInTopic } from '../domain/chats/show-in-topic.ts'
import { tellTaker } from '../domain/chats/tell-taker.ts'
import type { Deps } from '../domain/deps.ts'
import { later } from '../domain/effects/later.ts'
import type { Act } from '../domain/messages/act.ts'
import { may } from '../domain/people/permission.ts'
import type { Chat, Decision, Mind } from './answer.ts'
import { missingArgument } from './arguments.ts'
import { explainCommand } from './explain-command.ts'
import type { Reply } from './intent.ts'
import { markCustomer } from './mark-customer.ts'
import { passedFile, takeFileAlong } from './sent-file.ts'
import type { Turn } from './turn.ts'
import { readCommand } from './understand/commands.ts'
import { words, wordsIn } from './wording/words.ts'

/**
 * What somebody writes in a customer's topic: a command, a note of the team, a quick reply, and
 * else words for the customer. Undefined for what is decided as anywhere: a tap.
 */
export function decideInTopic(mind: Mind, turn: Turn, customerChat: number): Decision | undefined {
  const { text, person } = turn
  if (turn.tap !== undefined) return undefined
  if (isNote(text)) return { kind: 'silence' }
  if (!may(person, 'chats.take')) return { kind: 'guest' }
  if (text.startsWith('/')) return decideCommandHere(mind, turn, customerChat)
  const canned = /^!([\p{L}\d_-]{1,30})$/u.exec(text.trim())?.[1]
  if (canned !== undefined) {
    const input = { conversationId: customerChat, nama: canned }
    return { kind: 'act', act: { intent: 'chat.say_canned', input } }
  }
  if (textOf(turn) === '' && !passedFile(turn)) {
    return { kind: 'say', reply: { text: words(turn).chats.topics.onlyThese } }
  }
  return { kind: 'to_customer' }
}

/**
 * `#INV-12 sudah lunas` is for the customer: a # makes a note only where it stands alone. What nobody
 * can see before it, as some keyboards write, makes no difference.
 */
export function isNote(text: string): boolean {
  const seen = text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '').trimStart()
  return /^(?:\/\/|#(?:\s|$))/.test(seen)
}

/** Here the customer need not be named, and nothing is asked for: an answer would go to him. */
function decideCommandHere({ intents }: Mind, turn: Turn, customerChat: number): Decision {
  const reading = readCommand(turn.text, intents, turn.person)
  if (reading.kind !== 'act') {
    return { kind: 'say', reply: explainCommand(reading, turn.person.language) }
  }
  const { asking: _asking, ...act } = takeFileAlong(intents, turn, reading.act)
  const meant = nameCustomer(act, customerChat)
  const intent = intents.find(({ name }) => name === meant.intent)
  const missing = intent && missingArgument(intent, { ...meant, asking: { skipped: [] } })
  const named = 'conversationId' in meant.input && missing?.name === 'siapa'
  if (!intent || !missing || missing.optional || named) return { kind: 'act', act: meant }
  const text = words(turn).chats.topics.whole(intent.command?.examples[0] ?? '')
  return { kind: 'say', reply: { text } }
}

function nameCustomer(act: Act, conversationId: number): Act {
  const takes = ['chat.take', 'chat.hand_back', 'chat.history'].includes(act.intent)
  if (!takes || 'siapa' in act.input) return act
  return { ...act, input: { ...act.input, conversationId } }
}

/** Does what was decided there, in the transaction of the turn. */
export async function carryOutInTopic(
  deps: Deps,
  turn: Turn,
  kind: 'to_customer' | 'guest',
): Promise<Reply[]> {
  const { person, conversationId: topicId, providerId, topicOf, replyTo } = turn
  if (topicOf === undefined) return []
  if (kind === 'guest') {
    const isFirst = await greetGuest(deps, { topicId, personId: person.id })
    return isFirst ? [{ text: words(turn).chats.topics.mayNot }] : []
  }
  await answerCustomer(deps, {
    conversationId: topicOf,
    by: person.id,
    text: textOf(turn),
    file: passedFile(turn),
    ...(providerId !== undefined && { written: { conversationId: topicId, providerId, replyTo } }),
  })
  return []
}

/**
 * Where a person has the chat, or was called just now, what the customer writes goes to that
 * person: into the topic, or to who has it.
 */
export async function passOn(
  deps: Deps,
  turn: Turn,
  { decision, chat }: { decision: Decision; chat: Chat },
) {
  const isForPerson = decision.kind === 'relay'
  const isCustomer = turn.person.role === 'customer'
  if (chat.isGroup || (!isForPerson && !isCustomer)) return
  const file = passedFile(turn)
  if (!chat.human && !file) return
  const human = await findHuman(deps, chat.id)
  if (!human) return
  await noteActivity(deps, chat.id)
  const find = isForPerson ? openTopic : findTopic
  const topicId = await find(deps, chat.id)
  if (topicId !== undefined) return showTurn(deps, turn, { chat, topicId })
  // Whoever answers on the phone reads it there.
  if (human.onPhone) return
  if (isForPerson) await tellOf(deps, turn, chat)
  if (!file) return
  const askedAt = deps.now().toISOString()
  const to = 'staff' as const
  await later(deps, { kind: 'media.relay', to, conversationId: chat.id, by: null, file, askedAt })
}

async function showTurn(
  deps: Deps,
  turn: Turn,
  { chat, topicId }: { chat: Chat; topicId: number },
) {
  const { providerId, replyTo, media } = turn
  const { coming } = wordsIn('id').chats.topics
  const file = passedFile(turn)
  // The words that called a person are in the topic already.
  const said = chat.human ? textOf(turn) : ''
  const text = said === '' && !file && media ? coming[media.kind] : said
  if (providerId === undefined || (text === '' && !file)) return
  await showInTopic(deps, {
    conversationId: chat.id,
    topicId,
    providerId,
    text: markCustomer(text),
    replyTo,
    file,
    ...(media && { announce: coming[media.kind] }),
  })
}

async function tellOf(deps: Deps, turn: Turn, chat: Chat) {
  const { person, media } = turn
  const customer = person.name ?? `#${person.id}`
  const details = {
    conversationId: chat.id,
    customer,
    text: textOf(turn),
    ...(media && { media: media.kind }),
  }
  await tellTaker(deps, chat.id, { code: 'chat.relayed', details })
}

/** A pin on the map goes as a link that every phone opens. */
function textOf({ text, location }: Turn) {
  if (!location) return text
  const { latitude, longitude } = location
  const link = `https://maps.google.com/?q=${latitude},${longitude}`
  return [text, wordsIn('id').chats.topics.location(link)].filter(Boolean).join('\n')
}
