import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { readCode } from './voucher.ts'
import { findVoucherByCode, type VoucherDetails } from './voucher-queries.ts'

/** The voucher with this code, however it was typed. One that is not ready does not exist yet. */
export async function chooseVoucher(
  { db }: Pick<Deps, 'db'>,
  code: string,
): Promise<VoucherDetails> {
  const voucher = await findVoucherByCode(db, readCode(code))
  if (!voucher || voucher.batch_state !== 'ready') throw new Refusal('voucher.unknown', { code })
  return voucher
}
