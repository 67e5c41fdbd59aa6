import { readFile } from 'node:fs/promises'
import { createModel } from './adapters/llm/create-model.ts'
import { readPrompts } from './adapters/llm/read-prompts.ts'
import { readConfig } from './config.ts'
import { dayOf } from './domain/day.ts'
import type { LeadFields } from './domain/leads/lead-fields.ts'
import { askFields } from './intents/understand/assistant/ask-fields.ts'
import { fillPrompt } from './intents/understand/assistant/fill-prompt.ts'
import { readLeadFields } from './intents/understand/read-lead-fields.ts'
import { createScore } from './intents/understand/score-lead-fields.ts'

const TIME_ZONE = 'Asia/Jakarta'
const DEADLINE_MS = 12_000

type Line = {
  id?: string
  text?: string
  now?: string
  history?: string[]
  fields?: LeadFields
}
type Read = (line: { text: string; history: string[]; now: Date }) => Promise<LeadFields>

/** `npm run --silent eval -- leads FILE.jsonl [--llm]`: what is read of each line, and how well. */
async function main([kind, file, ...flags]: string[]) {
  if (kind !== 'leads') {
    return fail(`${kind ?? 'nothing'} cannot be evaluated yet; known is: leads FILE.jsonl`)
  }
  if (file === undefined) return fail('which file? leads FILE.jsonl')
  const read = flags.includes('--llm') ? await byAssistant() : byRules
  if (!read) return fail('--llm needs OPENAI_API_KEY or OPENAI_BASE_URL')

  const score = createScore()
  for (const raw of (await readFile(file, 'utf8')).split('\n')) {
    if (raw.trim() === '') continue
    const { id, text, now, history = [], fields: expected } = JSON.parse(raw) as Line
    if (text === undefined) continue
    const at = now === undefined ? new Date() : new Date(now)
    const fields = await read({ text, history, now: at })
    score.add(fields, expected)
    print({ id, fields })
  }
  return print(score.summary())
}

const byRules: Read = async ({ text, history, now }) =>
  readLeadFields(text, { now, history, timeZone: TIME_ZONE })

/** As in a chat: what the rules are sure of stands, the model fills in the rest. */
async function byAssistant(): Promise<Read | undefined> {
  const { assistant } = readConfig()
  if (!assistant) return undefined
  const model = createModel(assistant)
  const { understand } = await readPrompts()
  return async (line) => {
    const today = dayOf(line.now, TIME_ZONE)
    const system = fillPrompt(understand, { business: 'Wicara', today, intents: '' })
    const talk = [...line.history, line.text]
    const asked = askFields(model, { system, talk }, AbortSignal.timeout(DEADLINE_MS))
    const filled = await asked.catch((error: unknown) => {
      process.stderr.write(`eval: ${String(error)}\n`)
      return {}
    })
    return { ...filled, ...(await byRules(line)) }
  }
}

function print(value: object) {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

function fail(problem: string) {
  process.stderr.write(`eval: ${problem}\n`)
  process.exitCode = 2
}

await main(process.argv.slice(2))
