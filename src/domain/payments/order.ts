import type { BillLine } from './payable.ts'

type Bought = { package: string; quantity: number; amount_rupiah: number }

/** What was ordered, as it stands on the page, the receipt and the gateway's list. */
export function describeOrder({ quantity, package: name }: Omit<Bought, 'amount_rupiah'>): string {
  return quantity === 1 ? name : `${quantity} × ${name}`
}

export function linesOf(order: Bought): BillLine[] {
  return [{ kind: 'text', text: describeOrder(order), amountRupiah: order.amount_rupiah }]
}

type Buyer = { customer: string | null; phone: string | null; personId: number }

/** What staff call somebody: a name, else a number they can look for. */
export function customerName({ customer, phone, personId: id }: Buyer): string {
  return customer ?? phone ?? `#${id}`
}
