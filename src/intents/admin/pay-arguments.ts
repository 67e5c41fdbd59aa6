import { readRupiah } from './invoice-arguments.ts'

export type CashMethod = 'cash' | 'transfer'
/** `credit`: not paid now, and allowed to wait. */
export type Part = { method: CashMethod | 'credit'; amountRupiah: number }

const METHODS: Record<string, Part['method']> = {
  tunai: 'cash',
  cash: 'cash',
  kas: 'cash',
  transfer: 'transfer',
  tf: 'transfer',
  bank: 'transfer',
  tempo: 'credit',
  kredit: 'credit',
  utang: 'credit',
  credit: 'credit',
}

export function readMethod(text: string): Part['method'] | undefined {
  return METHODS[text.trim().toLowerCase()]
}

/** "150rb", or all that is open: "lunas". */
export function readAmountOrAll(text: string): number | 'all' | undefined {
  return /^(?:lunas|semua|penuh|all|full)$/i.test(text.trim()) ? 'all' : readRupiah(text)
}

/** "60rb tunai, 40rb transfer". */
export function readParts(text: string): Part[] | undefined {
  const parts = text.split(/\s*[,;+]\s*(?=\S*\d)/).map((part) => {
    const [, amount = '', word = ''] = /^(.*\S)\s+(\p{L}+)$/u.exec(part.trim()) ?? []
    const method = readMethod(word)
    const amountRupiah = readRupiah(amount)
    return method && amountRupiah ? { method, amountRupiah } : undefined
  })
  return parts.length > 1 && parts.every((part) => part !== undefined) ? parts : undefined
}
