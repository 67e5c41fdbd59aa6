import { formatRupiah } from '../../../domain/money.ts'
import type { LineTerms, packages as id } from '../id/packages.ts'
import { sayTerms } from '../say-terms.ts'

function sayLine({ periodDays, isolirProfile, onAllRouters, subscribers }: LineTerms) {
  return [
    periodDays === null ? 'PPPoE by the month' : `PPPoE for ${periodDays} days`,
    isolirProfile ? `isolated to ${isolirProfile}` : '',
    onAllRouters ? 'on all routers' : '',
    `${subscribers} customers`,
  ]
    .filter(Boolean)
    .join(', ')
}

export const packages: typeof id = {
  askOffSale: (name) => `Stop selling ${name}? Vouchers already sold go on working.`,
  askPrice: (name, before, after) =>
    `Change the price of ${name} from ${before} to ${after}? Orders already placed keep the old price.`,
  none: 'No packages yet. For example: /paket tambah daily "Daily 3 hours" 5000 daily waktu="3 hours" berlaku="1 day"',
  title: 'Packages:',
  line: (one) =>
    [
      `• ${one.code} — ${one.name}, ${formatRupiah(one.priceRupiah)}${one.onSale ? '' : ' (not on sale)'}`,
      `   ${one.line ? sayLine(one.line) : sayTerms(one, 'en')} · profile ${one.profile} · router ${one.routers.join(', ') || '-'}${one.stock > 0 ? ` · stock ${one.stock}` : ''}`,
    ].join('\n'),
  added: (code, name, price, routers) =>
    `Package ${name} (${code}) is on sale for ${price} over router ${routers.join(', ')}.\nPrint vouchers: /voucher buat ${code} 100`,
  lineAdded: (code, name, price, routers) =>
    `PPPoE package ${name} (${code}) is on sale for ${price} over router ${routers.join(', ')}.\nA new customer: /pppoe buat "Budi Santoso" 081234567890 ${code}`,
  lineChanged: (name, price) =>
    `Package ${name} is now ${price}. Routers follow at once; the price holds from the next invoice.`,
  askLines: (name, lines) =>
    `Change ${name}? Its ${lines} customers are cut off for a moment and come back with the new settings.`,
  changed: (name, price, terms) =>
    `Package ${name} is now ${price}, ${terms}. Vouchers that exist stay as they are.`,
  nothingToChange: (code) =>
    `What should change? For example: /paket ubah ${code} harga=6000 berlaku="2 days"`,
  removeAsk: (name) => `Remove package ${name}? Vouchers that exist stay valid.`,
  removed: (name) => `Package ${name} was removed.`,
  kept: (name) =>
    `Package ${name} is no longer on sale. It is kept in the books, since it has been sold.`,
}
