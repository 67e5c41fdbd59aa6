import { z } from 'zod'
import { findSetting } from '../business/business-queries.ts'
import type { Deps } from '../deps.ts'

const schema = z.object({
  /** Day of the month every period begins on; null: the day each subscription began. */
  anchorDay: z.number().int().min(1).max(28).nullable().default(null),
  /** With an anchor day: the first, shorter period costs its share. */
  prorate: z.boolean().default(true),
  /** An invoice is issued so many days before its period begins. */
  issueDaysBefore: z.number().int().min(0).max(28).default(7),
  /** The first invoice is due so many days after the first day. */
  firstDueDays: z.number().int().min(0).max(60).default(3),
  /** So many days after the due day a subscription is isolated. */
  graceDays: z.number().int().min(0).max(60).default(0),
  /** Share of an invoice that keeps the service on. */
  minPaidPercent: z.number().int().min(1).max(100).default(100),
  /** Reminders, so many days before the due day; 0: on it. */
  remindDaysBefore: z.array(z.number().int().min(0).max(28)).max(10).default([7, 3, 1, 0]),
  /** PPN in hundredths of a percent, on top of the price; 1100 is 11 %. */
  taxBasisPoints: z.number().int().min(0).max(10_000).default(0),
  /** Added to the next invoice when the one before was paid late or not at all. */
  lateFeeRupiah: z.number().int().min(0).default(0),
  /** Isolated for so many days: the subscription ends. 0: never. */
  stopAfterDays: z.number().int().min(0).max(3650).default(0),
  /** Owing more than this is told to staff. */
  debtAlertRupiah: z.number().int().min(0).default(500_000),
  /** Money lying with us is mentioned at most weekly, from this much on. 0: never. */
  creditReminderRupiah: z.number().int().min(0).default(10_000),
  /** Goods now, money within 30 days: up to this much. 0: off. */
  creditTermsRupiah: z.number().int().min(0).default(0),
  /** Cost of a package that was not given, as a share of its price. 0: off. */
  defaultCostPercent: z.number().int().min(0).max(100).default(0),
})

/** The owner's choices about billing, each with a sensible start. */
export type BillingSettings = z.infer<typeof schema>

export const BILLING_KEY = 'billing'

export async function billingSettings({ db }: Pick<Deps, 'db'>): Promise<BillingSettings> {
  return readBillingSettings(await findSetting(db, BILLING_KEY))
}

/** Throws where a value is out of its range: whoever changes one is told. */
export function readBillingSettings(stored: unknown): BillingSettings {
  return schema.parse(stored ?? {})
}
