import type { ChargeDetails } from '../../../domain/payments/charge.ts'
import { GATEWAY_MAX_RUPIAH, GATEWAY_MIN_RUPIAH } from '../../../domain/payments/gateway-fee.ts'
import type { Gateway, PayMethod } from '../../../domain/payments/gateway.ts'

type BankAccount = NonNullable<ChargeDetails['account']>

/**
 * Transfer to the business's own bank accounts. People look for the amount, which no two open
 * charges of one account share, and confirm it.
 */
export function createManual({ accounts }: { accounts: BankAccount[] }): Gateway {
  const methods = new Map<string, { method: PayMethod; account: BankAccount }>()
  for (const account of accounts) {
    const name = freeName(account.bank, methods)
    methods.set(name, {
      account,
      method: {
        method: name,
        label: `Transfer ${account.bank}`,
        minRupiah: GATEWAY_MIN_RUPIAH,
        maxRupiah: GATEWAY_MAX_RUPIAH,
        lastsMinutes: 24 * 60,
        account: `${account.bank} ${account.number}`,
      },
    })
  }
  return {
    name: 'manual',
    methods: [...methods.values()].map(({ method }) => method),
    async create(charge) {
      const chosen = methods.get(charge.method)
      if (!chosen) throw new Error(`there is no account for ${charge.method}`)
      return { providerReference: null, details: { account: chosen.account } }
    },
  }
}

function freeName(bank: string, taken: ReadonlyMap<string, unknown>) {
  const base = `manual-${bank.toLowerCase().replace(/[^a-z]+/g, '-')}`
  let name = base
  for (let place = 2; taken.has(name); place += 1) name = `${base}-${place}`
  return name
}
