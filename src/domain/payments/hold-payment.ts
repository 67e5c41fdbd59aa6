import type { Deps } from '../deps.ts'
import { tellStaff } from '../messages/tell.ts'
import type { NoticeDetails } from '../messages/notice.ts'
import { methodLabel } from './pay-methods.ts'

/** Money somebody speaks of and nobody can confirm: not credited, and shown to people. */
export async function holdPayment(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'gateways'>,
  { method, ...details }: NoticeDetails['payment.held.staff'],
) {
  await tellStaff(deps, 'payments.view', {
    code: 'payment.held.staff',
    details: { ...details, method: methodLabel(deps.gateways, method) },
    // The same worry is said once, and brought up to date.
    slot: `held:${details.reference}`,
  })
}
