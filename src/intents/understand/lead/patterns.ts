/**
 * Long patterns, written as lists: each line holds alternatives, and the lines are alternatives
 * of each other. `[ ]` is a space where a line would begin or end with one.
 */
export function oneOf(lines: TemplateStringsArray, ...values: string[]): string {
  const alternatives = String.raw(lines, ...values)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return `(?:${alternatives.join('|')})`
}

/** Whole words, anywhere. */
export function anyWord(lines: TemplateStringsArray, ...values: string[]): RegExp {
  return new RegExp(String.raw`\b${oneOf(lines, ...values)}\b`)
}
