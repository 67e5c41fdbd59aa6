import { cutText } from '../../domain/messages/cut-text.ts'
import { mayAskAssistant, recordAssistantCall } from '../../domain/assistant/assistant-budget.ts'
import type { AssistantCall } from '../../domain/assistant/call-queries.ts'
import type { LanguageModel, Line } from '../../domain/assistant/language-model.ts'
import { recentTalk } from '../../domain/assistant/recent-talk.ts'
import { businessName } from '../../domain/business/business-name.ts'
import { dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { Rejected } from '../../domain/fault.ts'
import type { LeadFields } from '../../domain/leads/lead-fields.ts'
import type { Act } from '../../domain/messages/act.ts'
import type { Chat } from '../answer.ts'
import type { Intent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { answerFreely, type Answer } from './assistant/answer-freely.ts'
import { choosable, formOf, readChoice, type Choice } from './assistant/choose.ts'
import { fillPrompt } from './assistant/fill-prompt.ts'

/** What is done with a turn nobody else was sure of. Null: nothing; the menu is shown. */
export type Assistant = (deps: Deps, turn: Turn, chat: Chat) => Promise<Act | null>

/** What the model is told, by task; written in `prompts/`. */
export type Prompts = { understand: string; answer: string }

export type AssistantParts = {
  model: LanguageModel
  prompts: Prompts
  intents: readonly Intent[]
  /** Goes on where the model is late, wrong, too dear or silent. */
  rest: (deps: Deps, turn: Turn) => Promise<Act | null>
  onCall?: (call: AssistantCall) => void
  /** For everything together; then the rules go on. */
  deadlineMs?: number
}

const DEADLINE_MS = 12_000
const LONGEST_INPUT = 2_000
/** After so many failures in a row it is left in peace for a while. */
const FAILURES = 3
const PAUSE_MS = 30_000
const PAUSE_WRONG_KEY_MS = 5 * 60_000

/**
 * Asks the model what a turn means, and for an answer where the business can look one up. Called
 * outside any transaction; what it returns is an act like any other, done later by the intent,
 * which reads its input and checks permission again.
 */
export function createAssistant(parts: AssistantParts): Assistant {
  const health = { failures: 0, restUntil: 0 }
  return async (deps, turn) => {
    if (turn.person.role !== 'customer') return null
    const now = deps.now().getTime()
    const allowed = now >= health.restUntil && (await mayAskAssistant(deps, turn.conversationId))
    if (!allowed) return parts.rest(deps, turn)
    try {
      const act = await think(deps, parts, turn)
      health.failures = 0
      return act ?? (await parts.rest(deps, turn))
    } catch (error) {
      health.failures += 1
      const wrongKey = error instanceof Rejected && error.code === '401'
      if (wrongKey) health.restUntil = now + PAUSE_WRONG_KEY_MS
      else if (health.failures >= FAILURES) health.restUntil = now + PAUSE_MS
      deps.log.warn({ err: error, conversation: turn.conversationId }, 'the assistant failed')
      return parts.rest(deps, turn)
    }
  }
}

async function think(deps: Deps, parts: AssistantParts, turn: Turn): Promise<Act | null> {
  const signal = AbortSignal.timeout(parts.deadlineMs ?? DEADLINE_MS)
  const { conversationId, inboxId, text } = turn
  const before = await recentTalk(deps, { conversationId, inboxId })
  const lines: Line[] = [...before, { who: 'them', text: cutText(text, LONGEST_INPUT) }]
  const facts = await promptFacts(deps, turn)

  const choice = await choose(deps, parts, { turn, lines, facts, signal })
  if (choice.kind === 'act') return choice.act
  if (choice.kind === 'unclear') return noted(choice.fields)

  const answer = await answered(deps, parts, { turn, lines, facts, signal })
  const fields = { ...choice.fields, ...answer.fields }
  if (answer.kind === 'act') return answer.act
  if (answer.kind === 'text') {
    return { intent: 'lead.reply', input: { text: answer.text, fields } }
  }
  return noted(fields)
}

/** Facts about the journey are worth keeping even where the question was not understood. */
function noted(fields: LeadFields): Act | null {
  return Object.keys(fields).length > 0 ? { intent: 'lead.qualify', input: { fields } } : null
}

type Thinking = {
  turn: Turn
  lines: Line[]
  facts: Record<string, string>
  signal: AbortSignal
}

function choose(deps: Deps, parts: AssistantParts, thinking: Thinking): Promise<Choice> {
  const { lines, facts, signal, turn } = thinking
  const offered = choosable(parts.intents)
  const names = offered.map(({ name }) => name)
  const intents = offered.map(({ name, when }) => `- ${name}: ${when}`).join('\n')
  const form = formOf(fillPrompt(parts.prompts.understand, { ...facts, intents }), { lines, names })
  return measured(deps, parts, { turn, purpose: 'understand', signal }, async (model) => {
    const choice = readChoice(await model.fillIn(form, signal), names)
    return choice
      ? { value: choice, outcome: 'used' }
      : { value: { kind: 'unclear', fields: {} }, outcome: 'rejected' }
  })
}

function answered(deps: Deps, parts: AssistantParts, thinking: Thinking): Promise<Answer> {
  const { lines, facts, signal, turn } = thinking
  const system = fillPrompt(parts.prompts.answer, facts)
  return measured(deps, parts, { turn, purpose: 'answer', signal }, async (model) => {
    const answer = await answerFreely(deps, { model, system, lines }, signal)
    if (answer.kind === 'rejected') deps.log.info({ why: answer.why }, 'a draft was not sent')
    return { value: answer, outcome: answer.kind === 'rejected' ? 'rejected' : 'used' }
  })
}

/** Counts the tokens and the time of one step, and writes down what became of it. */
async function measured<T>(
  deps: Deps,
  { model, onCall }: AssistantParts,
  { turn, purpose, signal }: { turn: Turn; purpose: string; signal: AbortSignal },
  step: (model: LanguageModel) => Promise<{ value: T; outcome: 'used' | 'rejected' }>,
): Promise<T> {
  const began = performance.now()
  const tokens = { tokensIn: 0, tokensOut: 0 }
  const counting: LanguageModel = {
    ...model,
    fillIn: async (form, signal) => counted(await model.fillIn(form, signal)),
    talk: async (talk, signal) => counted(await model.talk(talk, signal)),
  }
  function counted<A extends typeof tokens>(answer: A): A {
    tokens.tokensIn += answer.tokensIn
    tokens.tokensOut += answer.tokensOut
    return answer
  }
  const write = async (outcome: AssistantCall['outcome']) => {
    const tookMs = Math.round(performance.now() - began)
    const { conversationId } = turn
    const call = { conversationId, model: model.name, purpose, outcome, tookMs, ...tokens }
    onCall?.(call)
    await recordAssistantCall(deps, call)
  }
  try {
    const { value, outcome } = await step(counting)
    await write(outcome)
    return value
  } catch (error) {
    await write(signal.aborted ? 'timeout' : 'failed')
    throw error
  }
}

async function promptFacts(deps: Deps, { person }: Turn): Promise<Record<string, string>> {
  return {
    business: await businessName(deps),
    today: dayOf(deps.now(), deps.business.timeZone),
    language: person.language === 'id' ? 'Indonesian' : 'English',
  }
}
