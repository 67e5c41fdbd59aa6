import { createModel } from '../adapters/llm/create-model.ts'
import { readPrompts } from '../adapters/llm/read-prompts.ts'
import type { Metrics } from '../adapters/web/metrics/metrics.ts'
import type { Config } from '../config.ts'
import type { AssistantCall } from '../domain/assistant/call-queries.ts'
import type { Intent } from '../intents/intent.ts'
import { type Assistant, createAssistant } from '../intents/understand/assistant.ts'
import { understandRest } from '../intents/understand/rules.ts'

/** The assistant, where an endpoint is configured; where not, the rules go on alone. */
export async function openAssistant(
  { assistant }: Pick<Config, 'assistant'>,
  { intents, metrics }: { intents: readonly Intent[]; metrics: Pick<Metrics, 'assistantCall'> },
): Promise<Assistant> {
  if (!assistant) return understandRest
  return createAssistant({
    model: createModel(assistant),
    prompts: await readPrompts(),
    intents,
    rest: understandRest,
    onCall: ({ purpose, outcome, tookMs, tokensIn, tokensOut }) =>
      metrics.assistantCall({
        purpose,
        outcome: COUNTED_AS[outcome],
        seconds: tookMs / 1000,
        tokensIn,
        tokensOut,
      }),
  })
}

const COUNTED_AS: Record<AssistantCall['outcome'], string> = {
  used: 'ok',
  rejected: 'fallback',
  timeout: 'late',
  failed: 'failed',
  over_budget: 'fallback',
}
