import { findSetting } from '../business/business-queries.ts'
import type { Deps } from '../deps.ts'

/** The owner's choices about billing. */
export type BillingSettings = {
  /** Day of the month every period begins on; null: the day each subscription began. */
  anchorDay: number | null
  /** With an anchor day: the first, shorter period costs its share. */
  prorate: boolean
  /** An invoice is issued so many days before its period begins. */
  issueDaysBefore: number
  /** Every invoice leaves at least so many days to pay it, the first one too. */
  firstDueDays: number
  /** So many days after the due day a subscription is isolated. */
  graceDays: number
  /** Share of an invoice that keeps the service on. */
  minPaidPercent: number
  /** Reminders, so many days before the due day; 0: on it. */
  remindDaysBefore: number[]
  /** PPN in hundredths of a percent, on top of the price; 1100 is 11 %. */
  taxBasisPoints: number
  /** Added to the next invoice when the one before was not paid in time. */
  lateFeeRupiah: number
  /** Isolated for so many days: the subscription ends. 0: never. */
  stopAfterDays: number
  /** Owing more than this is told to staff. */
  debtAlertRupiah: number
  /** Money lying with us is mentioned at most weekly, from this much on. 0: never. */
  creditReminderRupiah: number
  /** Goods now, money within 30 days: up to this much. 0: off. */
  creditTermsRupiah: number
  /** Cost of a package that was not given, as a share of its price. 0: off. */
  defaultCostPercent: number
}

export const BILLING_DEFAULTS: BillingSettings = {
  anchorDay: null,
  prorate: true,
  issueDaysBefore: 7,
  firstDueDays: 3,
  graceDays: 0,
  minPaidPercent: 100,
  remindDaysBefore: [7, 3, 1, 0],
  taxBasisPoints: 0,
  lateFeeRupiah: 0,
  stopAfterDays: 60,
  debtAlertRupiah: 500_000,
  creditReminderRupiah: 10_000,
  creditTermsRupiah: 0,
  defaultCostPercent: 0,
}

/** What each number may be; whoever changes one is held to it. */
export const BILLING_LIMITS = {
  anchorDay: [1, 28],
  issueDaysBefore: [0, 28],
  firstDueDays: [0, 60],
  graceDays: [0, 60],
  minPaidPercent: [1, 100],
  taxBasisPoints: [0, 10_000],
  lateFeeRupiah: [0, 10_000_000],
  stopAfterDays: [0, 3_650],
  debtAlertRupiah: [0, 1_000_000_000],
  creditReminderRupiah: [0, 1_000_000_000],
  creditTermsRupiah: [0, 1_000_000_000],
  defaultCostPercent: [0, 100],
} as const satisfies { [Name in keyof BillingSettings]?: readonly [number, number] }

export const BILLING_KEY = 'billing'

/** Stored choices over the defaults. Only what was checked is ever stored. */
export async function billingSettings({ db }: Pick<Deps, 'db'>): Promise<BillingSettings> {
  const stored = await findSetting(db, BILLING_KEY)
  return { ...BILLING_DEFAULTS, ...(stored as Partial<BillingSettings> | undefined) }
}
