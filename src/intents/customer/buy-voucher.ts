import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { offeredPackages } from '../../domain/packages/offered-packages.ts'
import type { PackageRow } from '../../domain/packages/package-queries.ts'
import { placeOrder } from '../../domain/payments/place-order.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { sayTerms, sayValidity } from '../wording/say-terms.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'

const MOST_AT_ONCE = 20

export const buyVoucher = defineIntent({
  name: 'customer.buy_voucher',
  who: 'everyone',
  when: 'The customer wants to buy a WiFi voucher, or asks which ones there are and what they cost. `package` is the name of one on offer, `quantity` how many.',
  input: z.object({
    package: z.string().trim().min(1).optional(),
    quantity: z.coerce.number().int().min(1).default(1),
  }),

  async run(deps, { package: name, quantity }, turn) {
    const { vouchers } = words(turn)
    const offered = await offeredPackages(deps)
    if (offered.length === 0) return { text: vouchers.noneForSale }
    if (name === undefined) return offer(turn, offered, { text: vouchers.choose, quantity })
    const chosen = find(offered, name)
    if (!chosen) return offer(turn, offered, { text: vouchers.unknownPackage(name), quantity })
    if (quantity > MOST_AT_ONCE) return { text: vouchers.tooMany(MOST_AT_ONCE) }

    const { person, conversationId } = turn
    const wish = { personId: person.id, conversationId, packageId: chosen.id, quantity }
    const { amountRupiah, url, expiresAt } = await placeOrder(deps, wish)
    return {
      text: vouchers.ordered({
        quantity,
        name: chosen.name,
        terms: sayValidity(termsOf(chosen), person.language),
        amount: formatRupiah(amountRupiah),
        url,
        until: sayWhen(expiresAt, person.language, deps.business.timeZone),
      }),
    }
  },
})

function offer(
  turn: Turn,
  offered: PackageRow[],
  { text, quantity }: { text: string; quantity: number },
): Reply {
  const { vouchers } = words(turn)
  return {
    text,
    choices: offered.map((one) => ({
      label: vouchers.offer(
        one.name,
        formatRupiah(one.price_rupiah),
        sayTerms(termsOf(one), turn.person.language),
      ),
      act: { intent: 'customer.buy_voucher', input: { package: one.code, quantity } },
    })),
  }
}

/** By its code or its name, as people write them. */
function find(offered: PackageRow[], typed: string) {
  const said = typed.toLowerCase()
  return (
    offered.find(({ code }) => code.toLowerCase() === said) ??
    offered.find(({ name }) => name.toLowerCase() === said) ??
    only(offered.filter(({ name }) => name.toLowerCase().includes(said)))
  )
}

function only<One>(found: One[]): One | undefined {
  return found.length === 1 ? found[0] : undefined
}

function termsOf(one: PackageRow) {
  return {
    onlineSeconds: one.online_seconds,
    calendarSeconds: one.calendar_seconds,
    dataBytes: one.data_bytes,
  }
}
