import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { checkLedger } from './check-ledger.ts'

/** The nightly proof. Nothing is mended by itself: whoever watches over money is told. */
export async function proveLedger(deps: Pick<Deps, 'db' | 'now' | 'wake' | 'log'>) {
  const check = await checkLedger(deps)
  if (check.sound) return
  deps.log.error({ check }, 'the ledger does not add up')
  const problems = check.sums.length + check.unbalancedTransfers.length + check.drifted.length
  await inTransaction(deps, (deps) =>
    tellStaff(deps, 'payments.confirm', {
      code: 'ledger.unsound.staff',
      details: { problems },
      priority: 'high',
    }),
  )
}
