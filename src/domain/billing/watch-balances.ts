import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellEach } from '../messages/tell-each.ts'
import { tellStaff } from '../messages/tell.ts'
import { customerChats } from '../people/customer-chats.ts'
import { takeCreditors, takeNewDebtors } from './balance-queries.ts'
import { billingSettings } from './billing-settings.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'wake'>

const WEEK_MS = 7 * 86_400_000

/** Tells staff of whoever owes more than is comfortable, once until he owes less again. */
export async function warnOfDebts(deps: Needs): Promise<number> {
  const { debtAlertRupiah } = await billingSettings(deps)
  return inTransaction(deps, async (deps) => {
    const rows = await takeNewDebtors(deps.db, { limit: debtAlertRupiah, at: deps.now() })
    for (const details of rows) {
      await tellStaff(deps, 'payments.view', { code: 'debt.high.staff', details })
    }
    return rows.length
  })
}

/** Mentions what lies with a customer, at most once a week. */
export async function remindOfCredit(deps: Needs): Promise<number> {
  const { creditReminderRupiah } = await billingSettings(deps)
  if (creditReminderRupiah === 0) return 0
  return inTransaction(deps, async (deps) => {
    const at = deps.now()
    const before = new Date(at.getTime() - WEEK_MS)
    const rows = await takeCreditors(deps.db, { least: creditReminderRupiah, before, at })
    const chats = await customerChats(
      deps,
      rows.map(({ personId }) => personId),
    )
    const told = rows.flatMap(({ personId, balanceRupiah }) => {
      const conversationId = chats.get(personId)
      return conversationId === undefined ? [] : [{ conversationId, details: { balanceRupiah } }]
    })
    await tellEach(deps, 'balance.reminder', told, { priority: 'low' })
    return rows.length
  })
}
