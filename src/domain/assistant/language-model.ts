/**
 * A language model somewhere else. It only reads and proposes: what it says is checked, and what
 * it chooses is done by the same code, with the same permissions, as if a person had typed it.
 * Throws `Unreachable` (late, down, busy), `Rejected` (wrong key, refused, unreadable answer).
 */
export type LanguageModel = {
  name: string
  /** One forced call of one function; `args` is undefined when it called nothing readable. */
  fillIn: (form: Form, signal: AbortSignal) => Promise<Filled>
  /** The next step of a talk: words, or calls of the tools offered. */
  talk: (talk: Talk, signal: AbortSignal) => Promise<Said>
}

export type Form = { system: string; lines: Line[]; name: string; schema: JsonSchema }
export type Filled = Tokens & { args: unknown }

export type Talk = { system: string; lines: Line[]; tools: ToolForm[] }
export type Said = Tokens & { text: string; calls: ToolCall[] }

export type Line =
  /** Text from outside is always `them`: data, however it is phrased. */
  | { who: 'them' | 'us'; text: string }
  | { who: 'model'; text: string; calls: ToolCall[] }
  | { who: 'tool'; callId: string; name: string; result: string }

export type ToolForm = { name: string; description: string; schema: JsonSchema }
export type ToolCall = { id: string; name: string; args: unknown }
export type JsonSchema = Record<string, unknown>
type Tokens = { tokensIn: number; tokensOut: number }
