/**
 * What is read off the business at every scrape: what it means, and its labels. Labels are
 * few and fixed words; never a chat, a person or a code.
 */
export const GAUGES = {
  inbox_waiting: { help: 'Messages heard and not yet answered', labels: [] },
  inbox_oldest_seconds: { help: 'Age of the oldest of them', labels: [] },
  inbox_parked: { help: 'Messages that failed too often and stepped aside', labels: [] },
  outbox_waiting: { help: 'Messages waiting to be sent', labels: [] },
  outbox_oldest_seconds: { help: 'Age of the oldest of them', labels: [] },
  channel_inbox_waiting: { help: 'Heard and not yet answered, by channel', labels: ['channel'] },
  channel_inbox_oldest_seconds: { help: 'Age of the oldest of them', labels: ['channel'] },
  channel_outbox_waiting: { help: 'Waiting to be sent, by channel', labels: ['channel'] },
  channel_outbox_oldest_seconds: { help: 'Age of the oldest of them', labels: ['channel'] },
  effects_waiting: { help: 'Work waiting to be done after a commit', labels: [] },
  effects_oldest_seconds: { help: 'Age of the oldest that was tried and failed', labels: [] },
  effects_dead: { help: 'Work given up on', labels: [] },
  charges_open: { help: 'Tries to collect money without an end yet', labels: ['state'] },
  received_today_rupiah: { help: 'Money received in the business day', labels: [] },
  orders_paid_today: { help: 'Orders paid on the business day', labels: [] },
  vouchers_sold_today: { help: 'Vouchers sold on the business day', labels: [] },
  vouchers_activated_today: { help: 'Vouchers first used on the business day', labels: [] },
  leads_today: { help: 'Leads of the business day', labels: ['stage'] },
  routers: { help: 'Routers', labels: ['state'] },
} as const satisfies Record<string, { help: string; labels: readonly string[] }>

type GaugeName = keyof typeof GAUGES

/** `{ gauge: 'charges', value: 3, labels: { method: 'qris', state: 'pending' } }` */
export type Sample = {
  [Name in GaugeName]: (typeof GAUGES)[Name]['labels'] extends readonly []
    ? { gauge: Name; value: number }
    : {
        gauge: Name
        value: number
        labels: Record<(typeof GAUGES)[Name]['labels'][number], string>
      }
}[GaugeName]
