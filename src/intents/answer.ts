import { findHuman } from '../domain/chats/let-human-answer.ts'
import type { Deps } from '../domain/deps.ts'
import type { SentFile } from '../domain/media/sent-file.ts'
import type { Act } from '../domain/messages/act.ts'
import { answerQuestion, findLiveQuestion } from '../domain/messages/answer-question.ts'
import { findRelayed } from '../domain/messages/find-relayed.ts'
import { type Question, readChoiceKey } from '../domain/messages/question.ts'
import { decideCancel } from './decide-cancel.ts'
import { decideStart } from './decide-start.ts'
import { missStaff } from './miss-staff.ts'
import { takeSecret, withWords } from './arguments.ts'
import { dropPin, isLatePin, type PinTyped, readTypedPin, takeTypedPin } from './ask-pin.ts'
import type { Intent, Reply } from './intent.ts'
import { perform } from './perform.ts'
import { carryOutInTopic, decideInTopic, passOn } from './pass-on.ts'
import {
  looksLikeProof,
  passedFile,
  sentFile,
  takeFileAlong,
  waitsForFile,
  withFile,
} from './sent-file.ts'
import { readTradeWords } from './reseller/trade-words.ts'
import type { Turn } from './turn.ts'
import { readCommand } from './understand/commands.ts'
import { readFixedWord, readOptWord } from './understand/fixed-words.ts'
import { readPinned } from './understand/line-wishes.ts'
import { pickChoice } from './understand/pick-choice.ts'
import { isQuestionBack } from './understand/read-answer.ts'
import { explainCommand } from './explain-command.ts'
import { words } from './wording/words.ts'

/** What is known of the chat a turn belongs to, besides the turn. */
export type Chat = {
  id: number
  /** A group of the team, not a talk with one person. */
  isGroup: boolean
  misses: number
  human: { by: number | null } | null
  /** The newest question; a number or words answer it. */
  open: Question | null
}

export type Mind = {
  intents: readonly Intent[]
  /** Plain Indonesian and English, by rules. */
  rules: (deps: Pick<Deps, 'business'>, turn: Turn) => Act | undefined
  /** Asked last, when one is configured. Null: it had nothing to say, or took too long. */
  assistant?: (deps: Deps, turn: Turn, chat: Chat) => Promise<Act | null>
  /** Silence after which a thought counts as finished and the assistant is asked; 0: at once. */
  quietMs: number
}

export type Decision =
  | { kind: 'act'; act: Act; answers?: Question }
  | { kind: 'pin'; typed: PinTyped }
  /** `secret`: what was written is kept no more than a password is. */
  | { kind: 'say'; reply: Reply; secret?: true }
  | { kind: 'relay' }
  /** Written in a customer's topic: for him, or by somebody who may not. */
  | { kind: 'to_customer' }
  | { kind: 'guest' }
  /** Rules did not know: the assistant is asked, once the person has finished writing. */
  | { kind: 'think' }
  | { kind: 'miss' }
  | { kind: 'silence' }

/**
 * Chooses what a turn asks for and does nothing, outside any transaction. The order of
 * interpretation is the order of the lines.
 */
export async function decide(mind: Mind, deps: Deps, turn: Turn, chat: Chat): Promise<Decision> {
  const decision = await decideFor(mind, deps, turn, chat)
  // Whoever answers the customers need not be called, and their chat with the bot stays theirs.
  const calls = decision.kind === 'act' && wantsHuman(decision.act)
  const { role } = turn.person
  if (!calls || role === 'customer' || role === 'reseller') return decision
  return { kind: 'say', reply: { text: words(turn).chats.youAreTeam } }
}

async function decideFor(mind: Mind, deps: Deps, turn: Turn, chat: Chat): Promise<Decision> {
  const isStaff = turn.person.role !== 'customer'
  const cancels = isStaff && turn.text.startsWith('/') ? decideCancel(turn, chat.open) : undefined
  if (cancels) return cancels
  const here = turn.topicOf === undefined ? undefined : decideInTopic(mind, turn, turn.topicOf)
  if (here) return here
  const opted = isStaff ? undefined : readOptWord(turn.text)
  if (opted) return { kind: 'act', act: opted }
  // Somebody has it: the bot is silent. While nobody has come yet, the words that always work do.
  if (chat.human && !isStaff) {
    const fixed = chat.human.by === null ? readFixedWord(turn.text) : undefined
    const onPhone = fixed !== undefined && (await findHuman(deps, chat.id))?.onPhone
    return fixed && !onPhone ? { kind: 'act', act: fixed } : { kind: 'relay' }
  }
  if (turn.tap !== undefined) return decideTap(deps, turn, turn.tap)

  if (isStaff && turn.replyTo) {
    const customer = await findRelayed(deps, { conversationId: chat.id, providerId: turn.replyTo })
    if (customer !== undefined) return decideReply(turn, customer)
  }
  if (turn.channel === 'telegram' && /^\/start\b/.test(turn.text)) return decideStart(turn)
  if (isStaff && turn.text.startsWith('/')) return decideCommand(mind, turn)
  // A group is full of talk that is not for us.
  if (chat.isGroup) return { kind: 'silence' }
  if (turn.channel === 'telegram' && !isStaff) {
    return { kind: 'say', reply: { text: words(turn).core.strangerTelegram } }
  }
  return decideWords(mind, deps, turn, chat)
}

async function decideWords(mind: Mind, deps: Deps, turn: Turn, chat: Chat): Promise<Decision> {
  const { open } = chat
  const typed = open && (await readTypedPin(deps, turn, open))
  if (typed) return { kind: 'pin', typed }
  const pinned = open?.free && readPinned(turn, open.free)
  if (open && pinned) return { kind: 'act', act: pinned, answers: open }
  const file = sentFile(turn)
  const filed = open?.free && waitsForFile(mind.intents, open.free) ? open.free : undefined
  if (open && filed && file) return { kind: 'act', act: withFile(filed, file), answers: open }
  const proof = file && readProof(mind, turn, file)
  if (proof) return { kind: 'act', act: proof }
  // Many a router's password is "admin": where one was asked for, no word means anything else.
  const secret = open?.free && takeSecret(mind.intents, open.free, turn.text)
  if (open && secret) return { kind: 'act', act: secret, answers: open }
  const offered = open && pickChoice(turn.text, open, 'label')
  if (open && offered) return { kind: 'act', act: offered, answers: open }
  const cancels = decideCancel(turn, open)
  if (cancels) return cancels
  const fixed = readTradeWords(turn) ?? readFixedWord(turn.text)
  if (fixed) return { kind: 'act', act: fixed }
  if (turn.referral) return { kind: 'act', act: { intent: 'lead.qualify', input: {} } }

  const numbered = open && pickChoice(turn.text, open, 'number')
  if (open && numbered) return { kind: 'act', act: numbered, answers: open }
  const asked = { now: turn.receivedAt, timeZone: deps.business.timeZone }
  if (filed && turn.person.role !== 'customer') {
    return { kind: 'say', reply: { text: words(turn).chats.sendAFile } }
  }
  if (
    open?.free &&
    !filed &&
    turn.text.trim() !== '' &&
    !isQuestionBack(open.free, turn.text, asked)
  ) {
    return { kind: 'act', act: withWords(open.free, turn.text), answers: open }
  }
  if (open && open.acts.length > 1 && /^\d{1,3}$/.test(turn.text.trim())) {
    const text = words(turn).core.pickBetween(open.acts.length)
    return { kind: 'say', reply: { text, choices: open.acts } }
  }
  if (await isLatePin(deps, turn)) {
    return { kind: 'say', reply: { text: words(turn).pins.late }, secret: true }
  }
  // A reseller who called for a person goes on selling; all else he writes is for the person.
  if (chat.human) return { kind: 'relay' }
  const ruled = mind.rules(deps, turn)
  if (ruled) return { kind: 'act', act: ruled }
  return mind.assistant && turn.text !== '' ? { kind: 'think' } : { kind: 'miss' }
}

/** The last resort before the menu. Slow: outside any transaction, and under its own deadline. */
export async function askAssistant(
  mind: Mind,
  deps: Deps,
  turn: Turn,
  chat: Chat,
): Promise<Decision> {
  const thought = await mind.assistant?.(deps, turn, chat)
  return thought ? { kind: 'act', act: thought } : { kind: 'miss' }
}

async function decideTap(deps: Deps, turn: Turn, tap: string): Promise<Decision> {
  const key = readChoiceKey(tap)
  const question =
    key &&
    (await findLiveQuestion(deps, { id: key.questionId, conversationId: turn.conversationId }))
  const chosen = key && question?.acts[key.place]
  if ((!question || !chosen) && turn.topicOf !== undefined) {
    const input = { conversationId: turn.topicOf }
    return { kind: 'act', act: { intent: 'chat.refresh', input } }
  }
  if (!question || !chosen) return { kind: 'say', reply: { text: words(turn).core.stale } }
  return { kind: 'act', act: chosen.act, answers: question }
}

/** A member of the team replied to what was relayed: it is for the customer. */
function decideReply(turn: Turn, conversationId: number): Decision {
  const file = passedFile(turn)
  if (turn.text === '' && !file) {
    return { kind: 'say', reply: { text: words(turn).chats.onlyFiles } }
  }
  const input = { conversationId, text: turn.text, ...(file && { file }) }
  return { kind: 'act', act: { intent: 'chat.answer', input } }
}

/** A customer's picture or PDF is taken for a proof of payment, where we know what to do with one. */
function readProof({ intents }: Mind, turn: Turn, file: SentFile): Act | undefined {
  const intent = 'payment.send_proof'
  const known = intents.some(({ name }) => name === intent)
  if (!known || turn.person.role !== 'customer' || !looksLikeProof(file)) return undefined
  return wantsHuman(readFixedWord(turn.text)) ? undefined : { intent, input: { file } }
}

const wantsHuman = (act: Act | undefined) => act?.intent === 'customer.human'

function decideCommand(mind: Mind, turn: Turn): Decision {
  const reading = readCommand(turn.text, mind.intents, turn.person)
  if (reading.kind === 'act') {
    return { kind: 'act', act: takeFileAlong(mind.intents, turn, reading.act) }
  }
  return { kind: 'say', reply: explainCommand(reading, turn.person.language) }
}

/**
 * Does what was decided, inside the transaction that also marks the turn as handled. Returns
 * what to say; `missed` counts towards fetching a person.
 */
export async function carryOut(
  mind: Mind,
  deps: Deps,
  turn: Turn,
  decided: { decision: Decision; chat: Chat },
): Promise<{ replies: Reply[]; missed: boolean }> {
  const done = await carryOutDecision(mind, deps, turn, decided)
  await passOn(deps, turn, decided)
  return done
}

async function carryOutDecision(
  mind: Mind,
  deps: Deps,
  turn: Turn,
  { decision, chat }: { decision: Decision; chat: Chat },
): Promise<{ replies: Reply[]; missed: boolean }> {
  await dropPin(deps, chat.open, decision)
  switch (decision.kind) {
    case 'say':
      return { replies: [decision.reply], missed: false }
    case 'silence':
    case 'relay':
      return { replies: [], missed: false }
    case 'to_customer':
    case 'guest':
      return { replies: await carryOutInTopic(deps, turn, decision.kind), missed: false }
    case 'think':
    case 'miss':
      return { replies: [await miss(mind, deps, turn, chat)], missed: true }
    case 'pin':
      return { replies: await goOn(mind, deps, turn, decision.typed), missed: false }
    case 'act': {
      const { answers } = decision
      if (answers && !(await answerQuestion(deps, answers))) {
        return { replies: [{ text: words(turn).core.stale }], missed: false }
      }
      const confirmed = answers?.kind === 'confirm'
      return {
        replies: await perform(mind, deps, turn, { act: decision.act, confirmed }),
        missed: false,
      }
    }
  }
}

/** What the PIN was asked for is done, now that it was right. */
async function goOn(mind: Mind, deps: Deps, turn: Turn, typed: PinTyped): Promise<Reply[]> {
  if (!(await answerQuestion(deps, typed.question))) return [{ text: words(turn).core.stale }]
  const wrong = await takeTypedPin(deps, turn, typed)
  return wrong ? [wrong] : perform(mind, deps, turn, { act: typed.free.act, confirmed: true })
}

/** The business said no after a right PIN, and what was done is undone: the PIN was right all the same. */
export async function keepTyped(
  deps: Deps,
  turn: Turn,
  { decision, chat }: { decision: Decision | undefined; chat: Pick<Chat, 'open'> },
) {
  if (decision) await dropPin(deps, chat.open, decision)
  if (decision?.kind !== 'pin') return
  const { typed } = decision
  if (await answerQuestion(deps, typed.question)) await takeTypedPin(deps, turn, typed)
}

const MISSES_BEFORE_A_PERSON = 2

async function miss(mind: Mind, deps: Deps, turn: Turn, chat: Chat): Promise<Reply> {
  const { core } = words(turn)
  if (turn.person.role !== 'customer') return missStaff(deps, turn)
  const intent = chat.misses + 1 >= MISSES_BEFORE_A_PERSON ? 'customer.human' : 'customer.menu'
  const [reply] = await perform(mind, deps, turn, { act: { intent, input: {} }, confirmed: false })
  if (intent === 'customer.human' && reply) return reply
  return { ...reply, text: core.missCustomer }
}
