import { cutText } from '../messages/cut-text.ts'
import type { Template } from '../messages/message.ts'
import type { Language } from '../people/person.ts'
import { replaceVariables, type TemplateVariable, withoutOptional } from './template.ts'

export type TemplateCategory = 'utility' | 'marketing' | 'authentication'
/** As Meta has it. `paused` comes back by itself, or after the text was changed. */
export type TemplateStatus = 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled' | 'unknown'
/** `asked`: on its way there. `failed`: not even taken for review. */
export type MetaStatus = TemplateStatus | 'asked' | 'failed'

/** Our text as Meta takes it. */
export type MetaText = {
  body: string
  /** Ours, in the order of `{{1}}`, `{{2}}` … */
  variables: string[]
}

/**
 * Meta's templates have no parts that come and go: what is said only at times is left out. Each
 * place has a number of its own, also where a variable is said twice.
 */
export function toMetaText(text: string, variables: TemplateVariable[]): MetaText {
  const said: string[] = []
  const body = replaceVariables(withoutOptional(text, variables), (name) => {
    said.push(name)
    return `{{${said.length}}}`
  })
  return { body, variables: said }
}

/** What Meta would refuse a text for. */
export type MetaProblem =
  | { problem: 'starts_with' | 'ends_with'; name: string }
  | { problem: 'adjacent'; names: [string, string] }
  | { problem: 'too_long'; length: number; max: number }
  /** Too many variables for so few words. */
  | { problem: 'few_words'; words: number; needed: number }
  | { problem: 'spaces' }

const LONGEST_BODY = 1024
const NUMBERED = /\{\{(\d+)\}\}/g

/** Meta's own rules, so that nobody waits a day to hear of them. */
export function checkMetaText({ body, variables }: MetaText): MetaProblem[] {
  const nameOf = (place: string | undefined) => variables[Number(place) - 1] ?? ''
  const start = /^[\s\p{P}]*?\{\{(\d+)\}\}/u.exec(body)
  const end = /\{\{(\d+)\}\}[\s\p{P}]*$/u.exec(body)
  const adjacent = [...body.matchAll(/\{\{(\d+)\}\}\s*(?=\{\{(\d+)\}\})/g)]
  const words = body.replaceAll(NUMBERED, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  const needed = variables.length * 2 + 1
  return [
    ...(start ? [{ problem: 'starts_with' as const, name: nameOf(start[1]) }] : []),
    ...(end ? [{ problem: 'ends_with' as const, name: nameOf(end[1]) }] : []),
    ...adjacent.map(([, one, other]) => ({
      problem: 'adjacent' as const,
      names: [nameOf(one), nameOf(other)] as [string, string],
    })),
    ...(body.length > LONGEST_BODY
      ? [{ problem: 'too_long' as const, length: body.length, max: LONGEST_BODY }]
      : []),
    ...(words < needed ? [{ problem: 'few_words' as const, words, needed }] : []),
    ...(/\t| {5}/.test(body) ? [{ problem: 'spaces' as const }] : []),
  ]
}

/** `invoice.reminder.soon` → `invoice_reminder_soon`, then `invoice_reminder_soon_2`. */
export function metaName(key: string, version: number): string {
  const name = key.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
  return version === 1 ? name : `${name}_${version}`
}

export const META_LANGUAGE: Record<Language, string> = { id: 'id', en: 'en_US' }

/** One value as Meta takes it: no lines, no tabs, never four spaces, never nothing. */
export function metaValue(value: string): string {
  const line = value
    .trim()
    .replaceAll(/\s*[\r\n]+\s*/g, ', ')
    .replaceAll(/\s+/g, ' ')
  return line === '' ? '-' : cutText(line, LONGEST_VALUE)
}

const LONGEST_VALUE = 900

/** What is sent in place of free words. */
export function fillMetaTemplate(
  { name, language, variables }: { name: string; language: Language; variables: string[] },
  values: Record<string, string>,
): Template {
  return {
    name,
    language: META_LANGUAGE[language],
    values: variables.map((one) => metaValue(values[one] ?? '')),
  }
}

/** The words of a Meta template with its values in, as the customer will read them. */
export function readMetaText({ body, variables }: MetaText, values: Record<string, string>) {
  return body.replaceAll(NUMBERED, (_whole, place: string) =>
    metaValue(values[variables[Number(place) - 1] ?? ''] ?? ''),
  )
}
