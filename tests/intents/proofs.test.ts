import { expect, test } from 'vitest'
import { createManual } from '../../src/adapters/payments/manual/manual.ts'
import { adjustBalance } from '../../src/domain/billing/adjust-balance.ts'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { readCharge } from '../../src/domain/payments/charge-queries.ts'
import { chooseMethod } from '../../src/domain/payments/choose-method.ts'
import { placeOrder } from '../../src/domain/payments/place-order.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { effectHandlers } from '../../src/main/effect-handlers.ts'
import { talk } from '../support/talk.ts'

const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex')
const photo = { kind: 'image' as const, ref: 'bukti', mime: 'image/jpeg' }
const accounts = [{ bank: 'BCA', number: '1234567890', holder: 'Siti' }]
const word = wordNotice({ pay: () => 'https://…' })

/** Budi writes, Siti confirms payments; what follows a message is done at once. */
async function open() {
  const shop = await talk()
  const { deps, doors, cloud, telegram, outbox } = shop
  deps.gateways = new Map([['manual', createManual({ accounts })]])
  const handlers = effectHandlers({ doors, payChanged: () => {}, showMenu: async () => {} })
  const work = createEffects(deps, { handlers, owner: 'test' })
  const siti = await shop.staff('admin')
  const budi = shop.customer()
  await budi.say('menu')
  for (const { shelf } of [cloud, telegram]) shelf.set('bukti', JPEG)
  const { person_id: personId, id: conversationId } = await deps.db
    .selectFrom('conversations')
    .where('chat', '=', '+628123456789')
    .select(['id', 'person_id'])
    .executeTakeFirstOrThrow()
  return {
    ...shop,
    siti,
    budi,
    who: { personId: personId ?? 0, conversationId },
    followUp: async () => {
      await work.idle()
      await outbox.idle()
    },
    /** The newest card, with the words and buttons staff see. */
    async card() {
      const [details] = (await shop.notices('proof.card')).slice(-1)
      if (!details) return undefined
      const reply = word({ code: 'proof.card', details }, 'id')
      return { ...reply, details }
    },
  }
}

async function transferring(shop: Awaited<ReturnType<typeof open>>) {
  const { deps, who } = shop
  const { id: packageId } = await deps.db
    .insertInto('packages')
    .values({
      kind: 'hotspot',
      code: 'harian',
      name: 'Harian',
      price_rupiah: 5_000,
      profile: 'harian',
      created_at: deps.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const order = await placeOrder(deps, { ...who, packageId, quantity: 1 })
  const token = new URL(order.url).pathname.split('/').at(-1) ?? ''
  const { chargeId } = await chooseMethod(deps, { token, method: 'manual-bca' })
  // The team is asked to confirm it, and must have heard so before anybody says something else.
  await shop.outbox.idle()
  return { ...order, chargeId, charge: await readCharge(deps.db, chargeId) }
}

const owing = ({ deps, who }: Awaited<ReturnType<typeof open>>, by: number) =>
  adjustBalance(deps, { personId: who.personId, amountRupiah: -150_000, reason: 'kabel', by })

test('a picture of a transfer is shown beside what is open, believed by nobody, and confirmed by a tap', async () => {
  const shop = await open()
  const { chargeId, charge } = await transferring(shop)
  const [told] = await shop.budi.hear({ text: 'sudah ya kak', media: photo })
  expect(told?.text).toContain('sedang dicek')
  await shop.followUp()
  const card = await shop.card()
  expect(card?.text).toContain('“sudah ya kak”')
  expect(card?.details.items).toEqual([
    {
      kind: 'charge',
      id: chargeId,
      title: 'Harian',
      amountRupiah: charge?.amount_rupiah,
      account: 'BCA 1234567890',
      declined: false,
    },
  ])
  expect(await shop.deps.files.get(card?.file?.key ?? '')).toEqual(JPEG)
  expect(card?.choices?.map(({ label }) => label)).toEqual([
    'Uang sudah masuk',
    'Tidak ada',
    'Ambil obrolan ini',
  ])
  expect((await readCharge(shop.deps.db, chargeId))?.state).toBe('pending')
  expect(card?.choices?.[0]?.act).toEqual({
    intent: 'payment.confirm_transfer',
    input: { chargeId },
  })
})

test('more pictures of one transfer bring one card up to date', async () => {
  const shop = await open()
  await transferring(shop)
  await shop.budi.hear({ text: 'sudah tf', media: photo })
  await shop.budi.hear({ media: photo })
  await shop.followUp()
  expect((await shop.card())?.details).toMatchObject({ photos: 2, caption: 'sudah tf' })
  expect(await shop.deps.db.selectFrom('payment_proofs').select('id').execute()).toHaveLength(1)
  const slots = await shop.deps.db
    .selectFrom('outbox')
    .where('slot', 'like', 'proof:%')
    .select('slot')
    .distinct()
    .execute()
  expect(slots).toHaveLength(1)
})

test('a picture that cannot be fetched is told as well', async () => {
  const shop = await open()
  await transferring(shop)
  await shop.budi.hear({ media: { ...photo, ref: 'hilang' } })
  await shop.followUp()
  const card = await shop.card()
  expect(card?.details).toMatchObject({ file: null, problem: 'gone' })
  expect(card?.text).toContain('tidak bisa diambil')
})

test('for an invoice nobody announced a transfer for, the amount is recorded with a PIN, once', async () => {
  const shop = await open()
  await owing(shop, shop.siti.personId)
  await shop.budi.hear({ media: photo })
  await shop.followUp()
  const card = await shop.card()
  expect(card?.choices?.map(({ label }) => label)).toContain('Catat Rp 150.000')
  const act = card?.choices?.find(({ label }) => label === 'Jumlah lain…')?.act
  // The words of the test's outbox have no buttons: the question is asked as a tap would.
  const ask = { text: 'pilih', choices: [{ label: 'Jumlah lain', act: act ?? never() }] }
  const { siti } = shop
  await shop.deps.db
    .insertInto('questions')
    .values({
      id: 'proof-question-1',
      conversation_id: (await chatOf(shop)).id,
      kind: 'menu',
      acts: JSON.stringify(ask.choices),
      free: null,
      asked_at: shop.deps.now(),
      expires_at: new Date(shop.deps.now().getTime() + 60_000),
    })
    .execute()
  const [amount] = await siti.hear({ tap: 'proof-question-1.0' })
  expect(amount?.text).toContain('Berapa jumlahnya')
  const [question] = await siti.say('100rb')
  expect(question?.text).toContain('Rp 100.000')
  expect(question?.text).toContain('benar sudah masuk')
  const [pin] = await siti.tap('Ya, lanjutkan')
  expect(pin?.text).toContain('PIN')
  const [done] = await siti.say('483920')
  expect(done?.text).toContain('Transfer Rp 100.000 dicatat')
  expect(await shop.notices('invoice.partly_paid')).toMatchObject([{ openRupiah: 50_000 }])

  const [again] = await siti.hear({ tap: 'proof-question-1.0' })
  expect(again?.text).toContain('Berapa')
  expect((await siti.say('100rb'))[0]?.text).toBe('Bukti ini sudah diputuskan.')
})

test('a photo with nothing to pay is answered kindly, and goes to a person if it should', async () => {
  const shop = await open()
  const [told] = await shop.budi.hear({ media: photo })
  expect(told?.text).toContain('tidak ada tagihan')
  expect(await shop.notices('chat.wants_human')).toEqual([])
  const [passed] = await shop.budi.tap('Teruskan ke tim')
  expect(passed?.text).toContain('teruskan ke tim')
  await shop.followUp()
  expect(await shop.notices('chat.wants_human')).toHaveLength(1)
  expect((await shop.notices('chat.relayed')).at(-1)?.file?.mime).toBe('image/jpeg')
  expect(await shop.notices('proof.card')).toEqual([])
})

test('a photo of a broken modem is no proof, though an invoice is open', async () => {
  const shop = await open()
  await owing(shop, shop.siti.personId)
  await shop.budi.hear({ text: 'lampunya merah terus', media: photo })
  await shop.followUp()
  expect(await shop.notices('proof.card')).toEqual([])
  expect(await shop.notices('chat.wants_human')).toMatchObject([{ text: 'lampunya merah terus' }])
})

test('a list of the bank is pasted lines and all, or forwarded without any command', async () => {
  const shop = await open()
  const { orderId, charge } = await transferring(shop)
  const amount = (charge?.amount_rupiah ?? 0).toLocaleString('id-ID')
  const [listed] = await shop.siti.say('/bayar mutasi')
  expect(listed?.text).toContain('Tidak ada mutasi yang menunggu')
  const [reading] = await shop.siti.say(`02/11 TRSF "BUDI" ref=99\nRp ${amount},00 CR`)
  expect(reading?.text).toContain('sedang dibaca')
  await shop.followUp()
  expect(await shop.notices('mutations.brought')).toMatchObject([{ matchedCount: 1 }])
  expect(await shop.deps.db.selectFrom('orders').select(['id', 'state']).execute()).toEqual([
    { id: orderId, state: 'paid' },
  ])

  await shop.siti.say('/bayar mutasi rekening=bca 02/11 SETORAN ref="a b"\nRp 70.000,00 CR')
  await shop.followUp()
  const [{ text } = { text: '' }] = await shop.deps.db
    .selectFrom('bank_mutations')
    .where('state', '=', 'waiting')
    .select('text')
    .execute()
  expect(text).toBe('02/11 SETORAN ref="a b" Rp 70.000,00 CR')
  const [waiting] = await shop.siti.say('/bayar mutasi')
  expect(waiting?.text).toContain('1. Rp 70.000')
  const [done] = await shop.siti.tap('1. Bukan pembayaran')
  expect(done?.text).toContain('ditandai bukan pembayaran')
})

test('whoever may not confirm payments brings no lists', async () => {
  const shop = await open()
  const joko = await shop.staff('operator', '78')
  const [no] = await joko.say('/bayar mutasi 02/11 TRSF Rp 70.000,00 CR')
  expect(no?.text).not.toContain('sedang dibaca')
  expect(await shop.deps.db.selectFrom('bank_mutations').selectAll().execute()).toEqual([])
})

function chatOf({ deps, siti }: Awaited<ReturnType<typeof open>>) {
  return deps.db
    .selectFrom('conversations')
    .where('person_id', '=', siti.personId)
    .select('id')
    .executeTakeFirstOrThrow()
}

function never(): never {
  throw new Error('there is no such button')
}
