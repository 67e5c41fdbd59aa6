import { businessName } from '../business/business-name.ts'
import type { Deps } from '../deps.ts'
import { customerName } from './order.ts'
import { methodLabel } from './pay-methods.ts'
import { payableByToken } from './payable-by-token.ts'
import type { PayableRef } from './payable.ts'
import { methodsOf } from './payment-queries.ts'
import { readPayable } from './read-payable.ts'

type Needs = Pick<Deps, 'db' | 'secrets' | 'gateways' | 'documents' | 'business'>

/** The receipt of what was paid as a PDF, for whoever holds its link; undefined before it is paid. */
export async function makeReceipt(deps: Needs, token: string): Promise<Uint8Array | undefined> {
  return receiptOf(deps, await payableByToken(deps, token))
}

export async function receiptOf(deps: Needs, ref: PayableRef): Promise<Uint8Array | undefined> {
  const paid = await readPayable(deps, ref)
  if (!paid?.receiptNumber || !paid.paidAt) return undefined
  const methods = await methodsOf(deps.db, ref)
  return deps.documents.receipt({
    language: paid.language,
    business: await businessName(deps),
    number: paid.receiptNumber,
    paidAt: paid.paidAt,
    timeZone: deps.business.timeZone,
    customer: customerName(paid),
    methods: methods.map((method) => methodLabel(deps.gateways, method)),
    lines: paid.lines,
    totalRupiah: paid.amountRupiah,
  })
}
