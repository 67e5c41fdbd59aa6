import type { Phone, World } from './world.ts'

export type Price = { category: string; type: string; billable: boolean }

/**
 * What Meta asks for a message: nothing for three days after an ad brought the customer, nothing for
 * a template of use while he is talking with us.
 */
export function priceOf(world: World, phone: Phone, category: string): Price {
  if (isWithin(world, phone.fromAdAt, 72)) {
    return { category, type: 'free_entry_point', billable: false }
  }
  if (category === 'utility' && isOpen(world, phone)) {
    return { category, type: 'free_customer_service', billable: false }
  }
  return { category, type: 'regular', billable: true }
}

/** Free words may be said for 24 hours after the customer last wrote. */
export const isOpen = (world: World, { lastWroteAt }: Phone) => isWithin(world, lastWroteAt, 24)

function isWithin({ now }: World, since: Date | undefined, hours: number) {
  return since !== undefined && now().getTime() - since.getTime() < hours * 3_600_000
}
