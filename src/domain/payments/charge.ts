/** What a gateway gave us for one charge, to be shown on the payment page. */
export type ChargeDetails = {
  /** QRIS payload; drawn by us. */
  qr?: string
  /** Virtual account or payment code, with the bank it belongs to. */
  code?: { label: string; value: string }
  /** The gateway's own page, for methods that need it. */
  payUrl?: string
  /** Manual transfer: where to. */
  account?: { bank: string; number: string; holder: string }
}
