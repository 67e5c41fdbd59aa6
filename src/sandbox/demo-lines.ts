import { isolateOverdue } from '../domain/billing/isolate-overdue.ts'
import { issueInvoices } from '../domain/billing/issue-invoices.ts'
import { recordCash } from '../domain/billing/record-cash.ts'
import type { Deps } from '../domain/deps.ts'
import { choosePackage } from '../domain/packages/choose-package.ts'
import { customerChats } from '../domain/people/customer-chats.ts'
import { findOrCreateCustomer } from '../domain/people/customers.ts'
import { addReseller } from '../domain/resellers/add-reseller.ts'
import { takeDeposit } from '../domain/resellers/take-deposit.ts'
import { startSubscription } from '../domain/subscriptions/start-subscription.ts'
import { demoReseller, demoSubscribers } from './demo-people.ts'

export type Seeding = {
  ownerId: number
  /** The owner's own chat. */
  conversationId: number
  /** Somebody whose phone the page can hold. */
  introduce: (person: { number: string; name: string }) => void
  /** A modem is put up at somebody's home. */
  putUp: (username: string, password: string) => void
}

/**
 * People who have had a line for a while, and a reseller: made by the very verbs that staff use,
 * each in his time, so that the books are those of a shop that was open.
 */
export async function seedLines(deps: Deps, seeding: Seeding) {
  const { ownerId: by } = seeding
  const daysAgo = (days: number): Deps => {
    const then = new Date(deps.now().getTime() - days * 86_400_000)
    return { ...deps, now: () => then }
  }
  const personIds: number[] = []
  for (const one of demoSubscribers) {
    const then = daysAgo(one.startedDaysAgo)
    const { id: packageId } = await choosePackage(then, one.package)
    const { username, name, address } = one
    const phone = `+${one.number}`
    const { personId } = await findOrCreateCustomer(then, { phone, name, address, by })
    const started = await startSubscription(then, { personId, packageId, username, by })
    if (one.paysRupiah > 0) {
      const paid = { personId, amountRupiah: one.paysRupiah, method: 'cash', by } as const
      await recordCash(then, paid)
    }
    if (one.billedDaysAgo !== undefined) {
      const { subscriptionId } = started
      await issueInvoices(daysAgo(one.billedDaysAgo), { subscriptionIds: [subscriptionId] })
    }
    personIds.push(personId)
    seeding.putUp(username, started.password)
  }
  await isolateOverdue(daysAgo(ISOLATED_DAYS_AGO))
  await seedReseller(deps, seeding)
  await customerChats(deps, personIds)
  for (const person of [...demoSubscribers, demoReseller]) seeding.introduce(person)
}
const ISOLATED_DAYS_AGO = 9

async function seedReseller(deps: Deps, { ownerId: by, conversationId }: Seeding) {
  const { number, name, depositRupiah: amountRupiah } = demoReseller
  const { personId } = await addReseller(deps, { who: `+${number}`, name, by })
  await customerChats(deps, [personId])
  await takeDeposit(deps, { personId, amountRupiah, by, conversationId })
}
