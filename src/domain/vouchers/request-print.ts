import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Refusal } from '../refusal.ts'
import { chooseBatch } from './choose-batch.ts'
import type { SheetForm } from './print-batch.ts'

/** Has one form of a ready batch made again, for who asks. */
export async function requestPrint(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { number, form, conversationId }: { number: string; form: SheetForm; conversationId: number },
): Promise<{ number: string }> {
  const batch = await chooseBatch(deps, number)
  if (batch.state !== 'ready') {
    throw new Refusal('batch.not_ready', { number: batch.number, state: batch.state })
  }
  await later(deps, { kind: 'batch.print', batchId: batch.id, again: { form, conversationId } })
  return { number: batch.number }
}
