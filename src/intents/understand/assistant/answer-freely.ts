import type { LanguageModel, Line } from '../../../domain/assistant/language-model.ts'
import type { Deps } from '../../../domain/deps.ts'
import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import type { Act } from '../../../domain/messages/act.ts'
import { whyNotSend } from './number-guard.ts'
import { runTool, toolForms } from './tools.ts'

/** With the call that chose, three at most. */
const MODEL_CALLS = 2
const TOOL_CALLS = 4

export type Answer = (
  | { kind: 'act'; act: Act }
  | { kind: 'text'; text: string }
  /** A draft that stated what no tool said, or none in time. */
  | { kind: 'rejected'; why: string }
) & { fields: LeadFields }

/**
 * Lets the model look things up and word an answer. Tools only read, or name an act that is done
 * later; what it writes goes out only if all it states was looked up in this very turn.
 */
export async function answerFreely(
  deps: Deps,
  { model, system, lines }: { model: Pick<LanguageModel, 'talk'>; system: string; lines: Line[] },
  signal: AbortSignal,
): Promise<Answer> {
  const talk = [...lines]
  const seen: string[] = []
  let fields: LeadFields = {}
  let toolCalls = 0
  for (let call = 0; call < MODEL_CALLS; call++) {
    const { text, calls } = await model.talk({ system, lines: talk, tools: toolForms }, signal)
    if (calls.length === 0) {
      const why = whyNotSend(text, seen)
      return why === undefined
        ? { kind: 'text', text: text.trim(), fields }
        : { kind: 'rejected', why, fields }
    }
    talk.push({ who: 'model', text, calls })
    for (const one of calls) {
      toolCalls += 1
      if (toolCalls > TOOL_CALLS) return { kind: 'rejected', why: 'tool calls', fields }
      const result = await runTool(deps, one, seen)
      if ('act' in result) return { kind: 'act', act: result.act, fields }
      if ('fields' in result) fields = { ...fields, ...result.fields }
      else seen.push(result.facts)
      talk.push({ who: 'tool', callId: one.id, name: one.name, result: result.facts })
    }
  }
  return { kind: 'rejected', why: 'model calls', fields }
}
