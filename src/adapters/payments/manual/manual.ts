import type { ChargeDetails } from '../../../domain/payments/charge.ts'
import type { Gateway, PayMethod } from '../../../domain/payments/gateway.ts'

type BankAccount = NonNullable<ChargeDetails['account']>

/**
 * Transfer to the business's own bank accounts. People look for the amount, which no two open
 * charges of one account share, and confirm it. Each account is written `BCA 1234567890 a.n. Budi`.
 */
export function createManual({ accounts }: { accounts: string[] }): Gateway {
  const methods = new Map<string, { method: PayMethod; account: BankAccount }>()
  for (const account of accounts.map(readBankAccount)) {
    const name = freeName(account.bank, methods)
    methods.set(name, {
      account,
      method: {
        method: name,
        label: `Transfer ${account.bank}`,
        minRupiah: 1_000,
        maxRupiah: 100_000_000,
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

/** `BCA 123 456 7890 a.n. Budi Santoso`: bank, number, holder. Throws where one is missing. */
export function readBankAccount(text: string): BankAccount {
  const match =
    /^(?<bank>[A-Za-z][A-Za-z .&]*?)[\s:]+(?<number>\d[\d .-]{3,}\d)[\s:]+(?:a\.?\s?\/?n\.?[\s:]+)?(?<holder>[^\d\s].*)$/i.exec(
      text.trim(),
    )?.groups
  const { bank, number, holder } = match ?? {}
  if (!bank || !number || !holder) {
    throw new Error(`not a bank account ("BCA 1234567890 a.n. Budi"): ${text}`)
  }
  return { bank, number: number.replace(/[ .-]/g, ''), holder: holder.trim() }
}

function freeName(bank: string, taken: ReadonlyMap<string, unknown>) {
  const base = `manual-${bank.toLowerCase().replace(/[^a-z]+/g, '-')}`
  let name = base
  for (let place = 2; taken.has(name); place += 1) name = `${base}-${place}`
  return name
}
