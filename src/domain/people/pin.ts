/** Six digits a member of the team knows by heart, asked for before what moves money. */
export const PIN_DIGITS = 6
/** Wrong tries, then it is locked for a while. */
export const PIN_TRIES = 5
export const PIN_LOCKED_MS = 15 * 60_000
/** Not asked for again in the same chat. */
export const PIN_GOOD_MS = 10 * 60_000

/** `check`: the PIN somebody has. `choose`: one they will have from now on. */
export type PinStep = 'check' | 'choose'

/** What was made of the words typed; slow to find, so found before the transaction. */
export type PinVerdict =
  /** Not six digits. */
  | { kind: 'unread' }
  /** Among the first anybody would try. */
  | { kind: 'easy' }
  | { kind: 'made'; hash: Buffer; salt: Buffer }
  /** `hash` is what it was compared with: another one by now means that it says nothing. */
  | { kind: 'compared'; right: boolean; hash: Buffer }
  /** There is none to compare with, or it is locked. */
  | { kind: 'unasked' }

/** "48 39 20" and "PIN 483920" are six digits. */
export function readPin(text: string): string | undefined {
  const digits = text.replace(/\D/g, '')
  return digits.length === PIN_DIGITS ? digits : undefined
}

export function isEasyPin(pin: string): boolean {
  return EASY.some((pattern) => pattern.test(pin)) || isRow(pin)
}

const DAY = '(?:0[1-9]|[12]\\d|3[01])'
const MONTH = '(?:0[1-9]|1[0-2])'
const YEAR = '(?:19[4-9]\\d|20[0-3]\\d)'

const EASY = [
  // 777777, 121212, 123123, 111222.
  /^(\d)\1{5}$/,
  /^(\d\d)\1\1$/,
  /^(\d{3})\1$/,
  /^(\d)\1\1(\d)\2\2$/,
  // Birthdays, as people write them.
  new RegExp(`^${DAY}${MONTH}\\d\\d$`),
  new RegExp(`^${MONTH}${DAY}\\d\\d$`),
  new RegExp(`^\\d\\d${MONTH}${DAY}$`),
  new RegExp(`^(?:${MONTH}${YEAR}|${YEAR}${MONTH})$`),
]

/** 123456, 654321, 890123. */
function isRow(pin: string) {
  const digits = pin.split('').map(Number)
  const steps = digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10)
  return steps.every((step) => step === 1) || steps.every((step) => step === 9)
}
