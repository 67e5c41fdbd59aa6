import type { Deps } from '../deps.ts'

export const MAX_BATCH = 10_000

export type CodeStyle = {
  prefix: string
  /** Of the part that is drawn. */
  length: number
  alphabet: 'mixed' | 'letters' | 'digits'
}

export type VoucherState = 'created' | 'sold' | 'active' | 'expired' | 'revoked'

// Codes are read aloud and typed on phones: of 0O 1IL 2Z 5S 6G 8B at most one is used.
const LETTERS = 'ACDEFHJKMNPRTUVWXY'
const DIGITS = '23456789'
const SYMBOLS = { letters: LETTERS, digits: DIGITS, mixed: LETTERS + DIGITS }

const PASSWORD: CodeStyle = { prefix: '', length: 6, alphabet: 'digits' }

export function drawCode(draw: Deps['draw'], { prefix, length, alphabet }: CodeStyle): string {
  const symbols = SYMBOLS[alphabet]
  return prefix + Array.from({ length }, () => symbols[draw(symbols.length)]).join('')
}

export function drawPassword(draw: Deps['draw']): string {
  return drawCode(draw, PASSWORD)
}

// One guess in a thousand may open the door, not more.
const SPACE_PER_CODE = 1000

/** Whether so many living codes of one style could still not be found by guessing. */
export function isRoomFor(codes: number, { length, alphabet }: CodeStyle): boolean {
  return codes * SPACE_PER_CODE <= SYMBOLS[alphabet].length ** length
}

/** As typed by people: "ab3d-7k9m", " AB3D 7K9M ". */
export function readCode(typed: string): string {
  return typed.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase()
}
