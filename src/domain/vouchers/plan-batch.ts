import type { Deps } from '../deps.ts'
import { choosePackage } from '../packages/choose-package.ts'
import type { PackageRow } from '../packages/package-queries.ts'
import { Refusal } from '../refusal.ts'
import { choosePackageRouter } from '../routers/choose-package-router.ts'
import { countLivingCodes } from './batch-queries.ts'
import { type CodeStyle, isRoomFor, MAX_BATCH } from './voucher.ts'

export type BatchPlan = {
  chosen: PackageRow
  style: CodeStyle
  router: { id: number; name: string; isDown: boolean }
}

/** What a batch would be made of, or a refusal. Nothing is written. */
export async function planBatch(
  deps: Pick<Deps, 'db' | 'now'>,
  { package: code, quantity }: { package: string; quantity: number },
): Promise<BatchPlan> {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MAX_BATCH) {
    throw new Refusal('batch.size', { max: MAX_BATCH })
  }
  const chosen = await choosePackage(deps, code)
  const { code_prefix: prefix, code_length: length, code_alphabet: alphabet } = chosen
  const style = { prefix, length, alphabet }
  if (!isRoomFor(quantity + (await countLivingCodes(deps.db, chosen.id)), style)) {
    throw new Refusal('voucher.code_space', { length, quantity })
  }
  return { chosen, style, router: await choosePackageRouter(deps, chosen) }
}
