import { beforeAll, describe, expect, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { adjustBalance } from '../../../src/domain/billing/adjust-balance.ts'
import { reversePayment } from '../../../src/domain/billing/reverse-payment.ts'
import { CASH } from '../../../src/domain/ledger/account.ts'
import { balanceOf } from '../../../src/domain/ledger/balance-of.ts'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import { bringMutations } from '../../../src/domain/payments/bring-mutations.ts'
import { confirmTransfer } from '../../../src/domain/payments/confirm-transfer.ts'
import { decideMutation } from '../../../src/domain/payments/decide-mutation.ts'
import { expireCharges } from '../../../src/domain/payments/expire-charges.ts'
import { listMutations } from '../../../src/domain/payments/list-mutations.ts'
import type { BroughtMutations } from '../../../src/domain/payments/mutation.ts'
import type { Somebody } from '../../support/world.ts'
import { openShop, type PaymentShop } from './payment-shop.ts'

const BCA = 'BCA 1234567890'
let shop: PaymentShop
let admin: Somebody
let brought = 0

beforeAll(async () => {
  shop = await openShop({
    gateways: [
      createManual({
        accounts: [
          { bank: 'BCA', number: '1234567890', holder: 'Siti' },
          { bank: 'BRI', number: '555', holder: 'Siti' },
        ],
      }),
    ],
  })
  admin = await shop.staff('admin')
})

/** Somebody new is told an amount to transfer. */
async function transferring(priceRupiah = 5_000, name = 'Budi') {
  const customer = await shop.customer(name)
  const order = await shop.order(priceRupiah, { customer })
  const { chargeId } = await shop.choose(order.token, 'manual-bca')
  const { amount_rupiah: amountRupiah } = await shop.charge(chargeId)
  return { ...order, chargeId, amountRupiah }
}

const fetching = (bytes: string) => ({
  download: async () => ({ bytes: Buffer.from(bytes), mime: 'text/csv' }),
  signal: AbortSignal.timeout(5_000),
})

async function bring(text: string, more: Partial<BroughtMutations> = {}, by = admin) {
  const bringing = more.bringing ?? `b${(brought += 1)}`
  const { conversationId } = by
  const askedAt = shop.deps.now().toISOString()
  const common = { bringing, account: BCA, by: by.id, conversationId, askedAt }
  await bringMutations(shop.deps, fetching(text), {
    ...common,
    ...(more.file ? {} : { text }),
    ...more,
  })
  const told = await shop.notices('mutations.brought')
  return told.at(-1)
}

/** As the bank writes it: 5123 on the 2nd is "02/11 … Rp 5.123,00". */
const line = (amountRupiah: number, day = '02/11', text = 'TRSF E-BANKING CR') =>
  `${day} ${text} Rp ${amountRupiah.toLocaleString('id-ID')},00 CR`

const mutations = () =>
  shop.deps.db.selectFrom('bank_mutations').selectAll().orderBy('id').execute()
const held = () => shop.clearing('manual')
const cash = () => balanceOf(shop.deps, CASH)

test('a pasted list confirms the one transfer it proves, and says what became of every line', async () => {
  const { orderId, amountRupiah } = await transferring()
  const [before, inHand] = [await held(), await cash()]
  const list = [line(amountRupiah), line(777_000), '02/11 BIAYA ADM Rp 15.000,00 DB', 'halo'].join(
    '\n\n',
  )
  const told = await bring(list)
  expect(told).toMatchObject({
    to: admin.conversationId,
    account: BCA,
    read: 2,
    fresh: 2,
    seen: 0,
    outgoing: 1,
    matched: [{ customer: 'Budi', title: 'Harian', amountRupiah, before: false }],
    waiting: 1,
    unread: [{ line: 7, text: 'halo' }],
  })
  expect(await shop.orderRow(orderId)).toMatchObject({ state: 'paid' })
  expect(await shop.payments(orderId)).toMatchObject([{ by_person: admin.id }])
  // Seen on the bank's list, the money is ours and no longer on its way.
  expect(await held()).toBe(before)
  expect((await cash()) - inHand).toBe(-amountRupiah)

  expect(await bring(list)).toMatchObject({ read: 2, fresh: 0, seen: 2, matchedCount: 0 })
  expect(await shop.payments(orderId)).toHaveLength(1)
})

test('two admins bring the same list at once, and everything counts once', async () => {
  const orders = await Promise.all([transferring(), transferring(), transferring()])
  const list = orders.map(({ amountRupiah }) => line(amountRupiah)).join('\n\n')
  const other = await shop.staff('finance', 'Rina')
  const stored = (await mutations()).length
  await Promise.all(Array.from({ length: 6 }, (_, at) => bring(list, {}, at % 2 ? other : admin)))
  expect((await mutations()).length - stored).toBe(3)
  for (const { orderId } of orders) {
    expect(await shop.payments(orderId)).toHaveLength(1)
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  }
  const told = (await shop.notices('mutations.brought')).slice(-6)
  expect(told.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(3)
  expect(await checkLedger(shop.deps)).toMatchObject({ sound: true })
})

test('done again after a crash, a bringing goes on and tells the same', async () => {
  const { amountRupiah } = await transferring()
  const once = await bring(line(amountRupiah), { bringing: 'crashed' })
  const again = await bring(line(amountRupiah), { bringing: 'crashed' })
  expect(again).toMatchObject({ fresh: 1, seen: 0, matchedCount: 1, matched: once?.matched })
})

test('money that somebody confirmed before moves nothing, and pays nobody else', async () => {
  const { chargeId, orderId, amountRupiah } = await transferring()
  await confirmTransfer(shop.deps, { chargeId, by: admin.id })
  const told = await bring(line(amountRupiah))
  expect(told).toMatchObject({ matched: [{ amountRupiah, before: true }], waiting: 0 })
  expect(await shop.payments(orderId)).toHaveLength(1)
  // The same amount once more is other money.
  expect(await bring(line(amountRupiah, '02/11', 'SETORAN TUNAI'))).toMatchObject({ waiting: 1 })
})

describe('what is not certain waits', () => {
  test('money that came before it was asked for, or long after, or elsewhere', async () => {
    const { chargeId, orderId, amountRupiah } = await transferring()
    expect(await bring(line(amountRupiah, '01/11'))).toMatchObject({ waiting: 1, matchedCount: 0 })
    expect(await bring(line(amountRupiah), { account: 'BRI 555' })).toMatchObject({ waiting: 1 })
    shop.clock.pass({ days: 5 })
    await expireCharges(shop.deps)
    expect(await bring(line(amountRupiah, '07/11'))).toMatchObject({ waiting: 1 })
    expect((await shop.charge(chargeId)).state).toBe('expired')
    // Late, and not yet cold.
    expect(await bring(line(amountRupiah, '04/11'))).toMatchObject({ matchedCount: 1 })
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })

  test('money without the last digits: one tap credits what came to whom it was asked of', async () => {
    const { orderId, chargeId, amountRupiah } = await transferring(40_000)
    await bring(line(40_000, '07/11', 'TRSF DARI KAKAKNYA'))
    const { waiting } = await listMutations(shop.deps, 99)
    const mutation = waiting.at(-1)
    expect(mutation?.candidates[0]).toEqual({
      kind: 'charge',
      id: chargeId,
      customer: 'Budi',
      title: 'Harian',
      amountRupiah,
    })
    const mutationId = mutation?.id ?? 0
    const verdict = { kind: 'charge' as const, id: chargeId }
    const taps = await Promise.allSettled(
      Array.from({ length: 4 }, () =>
        decideMutation(shop.deps, { mutationId, verdict, by: admin.id }),
      ),
    )
    expect(taps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await shop.orderRow(orderId)).state).toBe('paid')
    expect(await shop.payments(orderId)).toMatchObject([{ amount_rupiah: 40_000 }])
  })

  test('money of somebody whose name stands in the text goes to what he owes', async () => {
    const ratna = await shop.customer('Ratna Dewi Kusuma')
    await adjustBalance(shop.deps, {
      personId: ratna.id,
      amountRupiah: -150_000,
      reason: 'kabel',
      by: admin.id,
    })
    await bring(line(100_000, '07/11', 'BI-FAST CR DARI RATNA DEWI K'))
    const { waiting } = await listMutations(shop.deps, 99)
    const { id: mutationId = 0, candidates = [] } = waiting.at(-1) ?? {}
    const [likeliest] = candidates
    expect(likeliest).toMatchObject({
      kind: 'invoice',
      customer: ratna.name,
      amountRupiah: 150_000,
    })
    const verdict = { kind: 'invoice' as const, id: likeliest?.id ?? 0 }
    await decideMutation(shop.deps, { mutationId, verdict, by: admin.id })
    expect(await shop.notices('invoice.partly_paid')).toContainEqual(
      expect.objectContaining({ to: ratna.conversationId, openRupiah: 50_000 }),
    )
  })

  test('what is no payment leaves the list, and can be put back', async () => {
    await bring(line(1_234_500, '07/11', 'BUNGA'))
    const { waiting } = await listMutations(shop.deps, 99)
    const mutationId = waiting.at(-1)?.id ?? 0
    const decide = (kind: 'ignore' | 'reopen') =>
      decideMutation(shop.deps, { mutationId, verdict: { kind }, by: admin.id })
    await decide('ignore')
    await expect(decide('ignore')).rejects.toMatchObject({ code: 'mutation.decided' })
    expect((await mutations()).find(({ id }) => id === mutationId)?.state).toBe('ignored')
    await decide('reopen')
    expect((await mutations()).find(({ id }) => id === mutationId)?.state).toBe('waiting')
  })
})

describe('a file', () => {
  const file = { accountId: 1, ref: 'doc', mime: 'text/csv', name: 'mutasi.csv' }

  test('of internet banking is read as it comes', async () => {
    const { orderId, amountRupiah } = await transferring()
    const csv = `Tanggal,Keterangan,Cabang,Jumlah,,Saldo
'07/11,TRSF E-BANKING CR BUDI,0000,"${amountRupiah.toLocaleString('en-US')}.00",CR,"8,500,000.00"
'07/11,BIAYA,0000,"5,000.00",DB,"8,495,000.00"
'31/11,HARI YANG TIDAK ADA,0000,"1,000.00",CR,1`
    const told = await bring(csv, { file })
    expect(told).toMatchObject({ matchedCount: 1, outgoing: 1, unreadCount: 1 })
    expect(told?.unread[0]?.line).toBe(4)
    expect((await shop.orderRow(orderId)).state).toBe('paid')
  })

  test('that is no list is said to be none', async () => {
    await bring('nama,alamat\nBudi,Jl. Melati', { file })
    expect(await shop.notices('mutations.not_read')).toEqual([
      { to: admin.conversationId, name: 'mutasi.csv', why: 'not_a_list' },
    ])
  })
})

test('money whose payment was taken back waits for another word, and stays ours', async () => {
  const joko = await shop.customer('Joko')
  const { deps } = shop
  await adjustBalance(deps, {
    personId: joko.id,
    amountRupiah: -90_000,
    reason: 'kabel',
    by: admin.id,
  })
  const { id } = await deps.db
    .selectFrom('invoices')
    .where('person_id', '=', joko.id)
    .select('id')
    .executeTakeFirstOrThrow()
  await bring(line(90_000, '07/11', 'UNTUK JOKO'))
  const { id: mutationId = 0 } = (await listMutations(deps, 99)).waiting.at(-1) ?? {}
  const verdict = { kind: 'invoice' as const, id }
  await decideMutation(deps, { mutationId, verdict, by: admin.id })
  const { id: paymentId } = await deps.db
    .selectFrom('payments')
    .where('invoice_id', '=', id)
    .select('id')
    .executeTakeFirstOrThrow()
  await reversePayment(deps, { paymentId, reason: 'salah orang', by: admin.id })
  const { waiting } = await listMutations(deps, 99)
  expect(waiting.some((one) => one.id === mutationId)).toBe(true)
  await decideMutation(deps, { mutationId, verdict: { kind: 'ignore' }, by: admin.id })
})

test('the books are balanced after all of it', async () => {
  expect(await checkLedger(shop.deps)).toMatchObject({ sound: true })
})
