import type { LanguageModel, Line } from '../../../domain/assistant/language-model.ts'
import type { LeadFields } from '../../../domain/leads/lead-fields.ts'
import { OURS } from '../read-lead-fields.ts'
import { formOf, readChoice } from './choose.ts'

/** What the model alone makes of a talk about the journey: to measure it beside the rules. */
export async function askFields(
  model: Pick<LanguageModel, 'fillIn'>,
  { system, talk }: { system: string; talk: string[] },
  signal: AbortSignal,
): Promise<LeadFields> {
  const lines = talk.map((line): Line =>
    line.startsWith(OURS)
      ? { who: 'us', text: line.slice(OURS.length) }
      : { who: 'them', text: line },
  )
  const { args } = await model.fillIn(formOf(system, { lines, names: [] }), signal)
  return readChoice({ args }, [])?.fields ?? {}
}
