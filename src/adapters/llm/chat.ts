import type { BaseMessage } from '@langchain/core/messages'
import type { ChatOpenAI } from '@langchain/openai'
import type * as langchain from 'langchain'
import type {
  Filled,
  Form,
  Line,
  Said,
  Talk,
  ToolCall,
} from '../../domain/assistant/language-model.ts'
import { asFault } from './faults.ts'

type Counted = {
  usage_metadata?: { input_tokens: number; output_tokens: number } | undefined
}
export type Client = { llm: ChatOpenAI; lang: Pick<typeof langchain, Used> }
type Used = 'AIMessage' | 'HumanMessage' | 'SystemMessage' | 'ToolMessage' | 'tool'

/** An answer longer than this is no answer. */
const LONGEST = 20_000

/** One forced function call. Its arguments come back unread: whoever asked knows the shape. */
export async function fillIn(
  { llm, lang }: Client,
  form: Form,
  signal: AbortSignal,
): Promise<Filled> {
  const { system, lines, name, schema } = form
  const filling = llm.withStructuredOutput<Record<string, unknown>>(
    { title: name, ...schema },
    { name, method: 'functionCalling', includeRaw: true },
  )
  try {
    const { raw, parsed } = await filling.invoke(messagesOf(lang, system, lines), { signal })
    return { args: parsed ?? undefined, ...tokensOf(raw as Counted) }
  } catch (error) {
    throw asFault(error)
  }
}

export async function chat({ llm, lang }: Client, talk: Talk, signal: AbortSignal): Promise<Said> {
  // Only their shapes: nothing is run from here.
  const tools = talk.tools.map(({ name, description, schema }) =>
    lang.tool(() => '', { name, description, schema }),
  )
  try {
    const answer = await llm
      .bindTools(tools)
      .invoke(messagesOf(lang, talk.system, talk.lines), { signal })
    return {
      text: answer.text.slice(0, LONGEST),
      calls: [
        ...(answer.tool_calls ?? []).map(callOf),
        ...(answer.invalid_tool_calls ?? []).map((call) => callOf({ ...call, args: undefined })),
      ],
      ...tokensOf(answer),
    }
  } catch (error) {
    throw asFault(error)
  }
}

function callOf(call: {
  id?: string | undefined
  name?: string | undefined
  args?: unknown
}): ToolCall {
  return { id: call.id ?? 'call', name: call.name ?? '', args: call.args }
}

function messagesOf(lang: Client['lang'], system: string, lines: Line[]): BaseMessage[] {
  return [new lang.SystemMessage(system), ...lines.map((line) => messageOf(lang, line))]
}

function messageOf(lang: Client['lang'], line: Line): BaseMessage {
  switch (line.who) {
    case 'them':
      return new lang.HumanMessage(line.text)
    case 'us':
      return new lang.AIMessage(line.text)
    case 'model':
      return new lang.AIMessage({
        content: line.text,
        tool_calls: line.calls.map(({ id, name, args }) => ({
          id,
          name,
          args: (args ?? {}) as Record<string, unknown>,
          type: 'tool_call' as const,
        })),
      })
    case 'tool':
      return new lang.ToolMessage({
        content: line.result,
        tool_call_id: line.callId,
        name: line.name,
      })
  }
}

function tokensOf({ usage_metadata: usage }: Counted) {
  return { tokensIn: usage?.input_tokens ?? 0, tokensOut: usage?.output_tokens ?? 0 }
}
