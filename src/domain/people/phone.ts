import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** E.164, `+6281234567890`. */
export type Phone = string

/** A number as people write it, `0812-3456-7890` or `+62 812 …`; undefined where it is none. */
export function readPhone(text: string): Phone | undefined {
  // 62812… is the same number without its plus: no number at home begins with 62.
  const whole = /^\s*62[\d\s.-]{7,}$/.test(text) ? `+${text.trim()}` : text
  const number = parsePhoneNumberFromString(whole, 'ID')
  return number?.isValid() ? number.number : undefined
}

/** Enough for its owner to know it, too little for whoever reads along: 0812•••••890. */
export function maskPhone(phone: string): string {
  const local = phone.replace(/^\+62/, '0').replace(/[^\d+]/g, '')
  if (local.length < 9) return '•'.repeat(local.length)
  return `${local.slice(0, 4)}${'•'.repeat(local.length - 7)}${local.slice(-3)}`
}
