import type { Act } from '../../domain/messages/act.ts'
import type { Turn } from '../turn.ts'

/**
 * What a reseller means in plain words. His words come before those of customers: "saldo" is his
 * deposit, and "voucher" is one to sell.
 */
export function readTradeWords({ person, text }: Pick<Turn, 'person' | 'text'>): Act | undefined {
  if (person.role !== 'reseller') return undefined
  const said = text.trim().replace(/[\s.!?]+$/, '')
  for (const [pattern, intent, field] of TRADE) {
    const match = pattern.exec(said)
    if (!match) continue
    const rest = match.groups?.['rest']?.trim() ?? ''
    const input: Record<string, string> =
      rest === '' || field === undefined ? {} : { [field]: rest }
    const asksNext = intent === 'reseller.top_up' && rest === ''
    return { intent, input, ...(asksNext && { asking: { skipped: [] } }) }
  }
  return undefined
}

/** In the order they are tried: a question about the deposit is no wish to fill it. */
const TRADE: [RegExp, string, string?][] = [
  [/^(?:jual|sell)(?:kan|in)?(?:\s+(?<rest>[\s\S]+))?$/i, 'reseller.sell', 'apa'],
  [/^(?:jualan|voucher|vouchers|vcr)$/i, 'reseller.sell'],
  [
    /^(?:(?:cek|lihat|sisa|info|berapa|brp|check|show)\s+)(?:saldo|deposit|depo|mutasi|balance)(?:\s+saya)?$/i,
    'reseller.statement',
  ],
  [
    /^(?:saldo|deposit|depo|balance)(?:\s+(?:saya|ku|sekarang))?(?:\s+(?:berapa|brp|sisa))?$/i,
    'reseller.statement',
  ],
  [/^(?:mutasi|statement)(?:\s+(?<rest>[\s\S]+))?$/i, 'reseller.statement', 'bulan'],
  [
    /^(?:(?:isi|tambah|setor|mau|top\s*up|add)\s+)*(?:deposit|depo|saldo|top\s*up)(?:\s+(?:sebesar\s+)?(?<rest>[\s\S]+))?$/i,
    'reseller.top_up',
    'jumlah',
  ],
  [
    /^(?:laporan|penjualan|komisi|omzet|report|sales|commission)(?:\s+(?<rest>[\s\S]+))?$/i,
    'reseller.sales',
    'bulan',
  ],
  [/^(?:(?:daftar|my)\s+)?(?:harga|price|prices)(?:\s+(?:saya|list))?$/i, 'reseller.prices'],
  [
    /^(?:menu|mulai|start|halo|hallo|hai|hi|hello|p|assalamu\W?alaikum|selamat \w+)$/i,
    'reseller.menu',
  ],
]
