import { parseTime } from '../parse-time.ts'
import { Refusal } from './refusal.ts'

export type PrintRow = Record<string, string | undefined>

/**
 * The `?` words of a print, in the order they came: each pushes a truth onto a stack, `?#…`
 * works on the stack, and a row is shown when all that is left is true.
 */
export function createFilter(queries: readonly string[]): (row: PrintRow) => boolean {
  const steps = queries.map(compile)
  return (row) => {
    const stack: boolean[] = []
    for (const step of steps) step(stack, row)
    return stack.every(Boolean)
  }
}

type Step = (stack: boolean[], row: PrintRow) => void

function compile(query: string): Step {
  const text = query.slice(1)
  if (text.startsWith('#')) return operate(text.slice(1))
  const found = /^([-<>=]?)([^=]+)(?:=(.*))?$/s.exec(text)
  if (!found) throw new Refusal('invalid query', 5)
  const [, sign, name = '', value] = found
  if (value === undefined) {
    return (stack, row) => stack.push((row[name] !== undefined) === (sign !== '-'))
  }
  const holds = { '<': (order: number) => order < 0, '>': (order: number) => order > 0 }[sign ?? '']
  return (stack, row) => {
    const has = row[name]
    stack.push(has !== undefined && (holds ? holds(compare(has, value)) : has === value))
  }
}

function compare(left: string, right: string): number {
  const [a, b] = [numberOf(left), numberOf(right)]
  if (a !== null && b !== null) return a - b
  return left < right ? -1 : left > right ? 1 : 0
}

function numberOf(text: string): number | null {
  return /^-?\d+$/.test(text) ? Number(text) : parseTime(text)
}

/** Digits name a place on the stack, 0 on top: copied there, or at the end kept alone. */
function operate(operations: string): Step {
  const parts = operations.match(/\d+|[^\d]/g) ?? []
  return (stack) => {
    let afterIndex = false
    for (const [at, part] of parts.entries()) {
      if (/\d/.test(part)) {
        const value = stack.at(-1 - Number(part)) ?? false
        if (at === parts.length - 1) stack.splice(0, stack.length, value)
        else stack.push(value)
      } else if (part === '!') {
        stack.push(!stack.pop())
      } else if (part === '.') {
        if (!afterIndex) stack.push(stack.at(-1) ?? false)
      } else {
        const [top, below] = [stack.pop() ?? false, stack.pop() ?? false]
        stack.push(part === '&' ? top && below : top || below)
      }
      afterIndex = /\d/.test(part)
    }
  }
}
