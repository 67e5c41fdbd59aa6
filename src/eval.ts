import { readFile } from 'node:fs/promises'
import type { LeadFields } from './domain/leads/lead-fields.ts'
import { readLeadFields } from './intents/understand/read-lead-fields.ts'
import { createScore } from './intents/understand/score-lead-fields.ts'

const TIME_ZONE = 'Asia/Jakarta'

type Line = {
  id?: string
  note?: string
  text?: string
  now?: string
  history?: string[]
  fields?: LeadFields
}

/** `npm run --silent eval -- leads FILE.jsonl`: what the rules read of each line, and how well. */
async function main([kind, file, ...flags]: string[]) {
  if (kind !== 'leads') {
    return fail(`${kind ?? 'nothing'} cannot be evaluated yet; known is: leads FILE.jsonl`)
  }
  if (file === undefined) return fail('which file? eval leads FILE.jsonl')
  if (flags.includes('--llm')) return fail('--llm is not here yet')
  const score = createScore()
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line.trim() === '') continue
    const { id, text, now, history, fields: expected } = JSON.parse(line) as Line
    if (text === undefined) continue
    const fields = readLeadFields(text, {
      now: now === undefined ? new Date() : new Date(now),
      timeZone: TIME_ZONE,
      ...(history && { history }),
    })
    score.add(fields, expected)
    print({ id, fields })
  }
  print(score.summary())
  return undefined
}

function print(value: object) {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

function fail(problem: string) {
  process.stderr.write(`eval: ${problem}\n`)
  process.exitCode = 2
}

await main(process.argv.slice(2))
