import type { Language } from '../../domain/people/person.ts'
import { methodNames as english } from './en/billing.ts'
import { methodNames as indonesian } from './id/billing.ts'

/** "tunai", "transfer bank", "saldo"; a gateway's method has its own label already. */
export function sayMethod(method: string, language: Language): string {
  return (language === 'id' ? indonesian : english)[method] ?? method
}
