/** One variable a text may have. */
export type TemplateVariable = {
  name: string
  /** Without it the text makes no sense: the payment link of a bill. */
  required?: true
  /** Has no value at times: what an invoice has left from an earlier one. */
  optional?: true
}

/** What is wrong with a text. The words for it are found by whoever shows it. */
export type TemplateProblem =
  | { problem: 'empty' }
  | { problem: 'too_long'; length: number; max: number }
  /** A `{{` or `}}` with nothing readable about it. */
  | { problem: 'broken'; near: string }
  | { problem: 'unknown'; name: string; known: string[] }
  | { problem: 'missing'; name: string }
  /** It is there, and goes unsaid whenever `because` has no value. */
  | { problem: 'hidden'; name: string; because: string }

const VARIABLE = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/gi
/** Longer ones would not fit into one message once their values are in. */
export const LONGEST_TEXT = 3_000

/**
 * A text with its values. One rule for what has no value this time: the `[ ]` around it is left
 * out, or, where it stands in none, its whole line. Brackets without a variable are only
 * brackets. Values are put in once and never read as a text themselves; what was left out leaves
 * no gap behind.
 */
export function renderTemplate(text: string, values: Record<string, string>): string {
  const said = linesOf(text).flatMap((line) => {
    const parts = partsOf(line).filter((part) => !part.inBrackets || hasAll(part.names, values))
    if (parts.some(({ names }) => !hasAll(names, values))) return []
    const words = parts.map((part) => fill(part.text, values)).join('')
    return words.trim() === '' && line.trim() !== '' ? [] : [words.trimEnd()]
  })
  return said
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** What keeps a text from being used with these variables; nothing when it is fine. */
export function checkTemplate(text: string, variables: TemplateVariable[]): TemplateProblem[] {
  if (text.trim() === '') return [{ problem: 'empty' }]
  const known = variables.map(({ name }) => name)
  const names = variablesOf(text)
  const brokenAt = /\{\{|\}\}/.exec(text.replaceAll(VARIABLE, (found) => ' '.repeat(found.length)))
  return [
    ...(text.length > LONGEST_TEXT
      ? [{ problem: 'too_long' as const, length: text.length, max: LONGEST_TEXT }]
      : []),
    ...(brokenAt
      ? [{ problem: 'broken' as const, near: text.slice(brokenAt.index, brokenAt.index + 20) }]
      : []),
    ...names
      .filter((name) => !known.includes(name))
      .map((name) => ({ problem: 'unknown' as const, name, known })),
    ...variables
      .filter(({ required }) => required)
      .flatMap(({ name }) => lackOf(name, { text, names, variables })),
  ]
}

type Checked = { text: string; names: string[]; variables: TemplateVariable[] }

/** What must be said has to stand where nothing optional can take it away. */
function lackOf(name: string, { text, names, variables }: Checked): TemplateProblem[] {
  if (!names.includes(name)) return [{ problem: 'missing', name }]
  const optional = new Set(variables.filter((one) => one.optional).map((one) => one.name))
  const standsWith = linesOf(text).flatMap((line) => {
    const parts = partsOf(line)
    const ofLine = parts.filter(({ inBrackets }) => !inBrackets).flatMap((part) => part.names)
    return parts
      .filter((part) => part.names.includes(name))
      .map((part) => [...ofLine, ...part.names].find((one) => optional.has(one) && one !== name))
  })
  const [because] = standsWith
  return because === undefined || standsWith.includes(undefined)
    ? []
    : [{ problem: 'hidden', name, because }]
}

/** The variables of a text, each once, in the order they are first said. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name.toLowerCase()))]
}

/** The text as it stands when none of its optional variables has a value. */
export function withoutOptional(text: string, variables: TemplateVariable[]): string {
  const kept = variables
    .filter(({ optional }) => !optional)
    .map(({ name }) => [name, `{{${name}}}`] as const)
  return renderTemplate(text, Object.fromEntries(kept))
}

/** Each variable replaced by what `said` makes of its name. */
export function replaceVariables(text: string, said: (name: string) => string): string {
  return text.replaceAll(VARIABLE, (_whole, name: string) => said(name.toLowerCase()))
}

type Part = { text: string; names: string[]; inBrackets: boolean }

const linesOf = (text: string) => text.replaceAll('\r\n', '\n').split('\n')

/** A line cut at its brackets; those that hold a variable lose them. */
function partsOf(line: string): Part[] {
  return line.split(/(\[[^[\]]*\])/).map((text) => {
    const inside = /^\[(.*)\]$/s.exec(text)?.[1]
    const inBrackets = inside !== undefined && variablesOf(inside).length > 0
    const words = inBrackets ? inside : text
    return { text: words, names: variablesOf(words), inBrackets }
  })
}

function hasAll(names: string[], values: Record<string, string>) {
  return names.every((name) => (values[name] ?? '') !== '')
}

function fill(text: string, values: Record<string, string>) {
  return replaceVariables(text, (name) => values[name] ?? '')
}
