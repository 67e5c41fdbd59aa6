import type { LanguageModel } from '../../domain/assistant/language-model.ts'
import { chat, fillIn, type Client } from './chat.ts'

export type ModelSettings = { apiKey?: string; baseUrl?: string; model: string }

/**
 * A model behind any endpoint that speaks the OpenAI wire. The library is loaded at the first
 * call: processes that never ask do not pay for it.
 */
export function createModel(settings: ModelSettings): LanguageModel {
  let client: Promise<Client> | undefined
  const connected = () => (client ??= connect(settings))
  return {
    name: settings.model,
    fillIn: async (form, signal) => fillIn(await connected(), form, signal),
    talk: async (talk, signal) => chat(await connected(), talk, signal),
  }
}

const MOST_TOKENS = 700
/** Below the deadline of a whole thought: one slow call must not eat it all. */
const CALL_TIMEOUT_MS = 10_000

async function connect({ apiKey, baseUrl, model }: ModelSettings): Promise<Client> {
  const [{ ChatOpenAI }, lang] = await Promise.all([
    import('@langchain/openai'),
    import('langchain'),
  ])
  const llm = new ChatOpenAI({
    model,
    // Servers of one's own often want none; the library insists on one.
    apiKey: apiKey ?? 'none',
    temperature: 0,
    maxTokens: MOST_TOKENS,
    maxRetries: 0,
    timeout: CALL_TIMEOUT_MS,
    ...(baseUrl !== undefined && { configuration: { baseURL: baseUrl } }),
  })
  return { llm, lang }
}
