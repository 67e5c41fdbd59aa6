import { toCardinal as english } from 'n2words/en-GB'
import { toCurrency as indonesian } from 'n2words/id-ID'
import type { Language } from '../../domain/people/person.ts'

/** "Seratus lima puluh ribu rupiah": an amount nobody can add a zero to. */
export function amountInWords(amountRupiah: number, language: Language): string {
  const said = language === 'id' ? indonesian(amountRupiah) : `${english(amountRupiah)} rupiah`
  return said.charAt(0).toUpperCase() + said.slice(1)
}
