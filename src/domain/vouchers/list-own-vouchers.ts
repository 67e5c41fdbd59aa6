import type { Deps } from '../deps.ts'
import { selectOwnVouchers } from './own-voucher-queries.ts'

/** The newest vouchers a customer bought in chat. Nobody else's, whatever is asked. */
export function listOwnVouchers({ db }: Pick<Deps, 'db'>, personId: number) {
  return selectOwnVouchers(db, personId)
}
