import { beforeEach, expect, test } from 'vitest'
import { payOut } from '../../../src/domain/billing/adjust-balance.ts'
import { draftInvoice, dropDraft, issueDraft } from '../../../src/domain/billing/draft-invoice.ts'
import type { Somebody } from '../../support/world.ts'
import { type Isp, openIsp } from './isp.ts'

let isp: Isp
let budi: Somebody
beforeEach(async () => {
  isp = await openIsp({ taxBasisPoints: 1_100 })
  budi = await isp.customer()
})

test('a correction takes the same off, whether it lies with us or becomes a debt', async () => {
  await isp.give(budi, 30_000)
  expect(await isp.give(budi, -100_000)).toEqual({ balanceRupiah: -70_000 })
  expect((await isp.problems()).sound).toBe(true)
})

test('whose balance was handed over in cash is told, so that it cannot end in another pocket', async () => {
  await isp.give(budi, 30_000)
  const paid = { amountRupiah: 20_000, reason: 'berhenti' }
  await payOut(isp.deps, { personId: budi.id, ...paid, by: isp.owner.id })
  expect(await isp.notices('balance.paid_out')).toMatchObject([{ ...paid, balanceRupiah: 10_000 }])
})

test('an invoice is not made of nothing, since nobody could pay it', async () => {
  const lines = [{ text: 'Kabel', amountRupiah: 50_000 }]
  const make = async (discountRupiah: number) =>
    draftInvoice(isp.deps, {
      personId: budi.id,
      lines,
      discountRupiah,
      dueOn: '2026-12-01',
      by: isp.owner.id,
    })
  await expect(make(50_000)).rejects.toMatchObject({ details: { field: 'diskon' } })
  const { invoiceId } = await make(49_999)
  await issueDraft(isp.deps, { invoiceId, by: isp.owner.id })
  expect((await isp.balances(budi)).owedRupiah).toBe(1)
})

test('a draft is dropped or issued, never both: whoever comes second is told', async () => {
  const lines = [{ text: 'Kabel', amountRupiah: 50_000 }]
  const draft = { personId: budi.id, lines, dueOn: '2026-12-01', by: isp.owner.id }
  const issued = { ...(await draftInvoice(isp.deps, draft)), by: isp.owner.id }
  const { number } = await issueDraft(isp.deps, issued)
  await expect(dropDraft(isp.deps, issued)).rejects.toMatchObject({
    code: 'invoice.closed',
    details: { number, state: 'open' },
  })
  const dropped = { ...(await draftInvoice(isp.deps, draft)), by: isp.owner.id }
  await dropDraft(isp.deps, dropped)
  await expect(issueDraft(isp.deps, dropped)).rejects.toMatchObject({ code: 'invoice.unknown' })
})
