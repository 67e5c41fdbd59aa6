/** Something a picture of a transfer can be for. */
export type AwaitedItem = {
  title: string
  amountRupiah: number
} & (
  | { kind: 'charge'; id: number; account: string; declined: boolean }
  | { kind: 'invoice' | 'order'; id: number }
)
