import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { clearingOf } from '../../src/domain/ledger/account.ts'
import { balanceOf } from '../../src/domain/ledger/balance-of.ts'
import { checkLedger } from '../../src/domain/ledger/check-ledger.ts'
import { until } from '../support/until.ts'
import { patienceMs, rounds, seed } from './rounds.ts'
import { openVoucherShop, PRICE_RUPIAH } from './voucher-shop.ts'

const BUYERS = 6

test(
  'whoever paid gets one voucher and no more, whenever the program dies',
  { timeout: patienceMs },
  async () => {
    const draw = seededDice(seed)
    const shop = await openVoucherShop()
    const { db, duitku, router, whatsapp } = shop
    let program = await shop.open()
    const buyers: string[] = []
    const openTab = async (round: number, place: number) => {
      const number = `62813${String(1_000_000 + round * 100 + place)}`
      buyers.push(number)
      return payPage(whatsapp, number)
    }

    for (let round = 0; round < rounds; round += 1) {
      const pages = await Promise.all(
        Array.from({ length: BUYERS }, (_, place) => openTab(round, place)),
      )
      const before = new Set(duitku.transactions.keys())
      for (const page of pages) await fetch(`${page}/duitku-qris`, { method: 'POST' })
      const fresh = () => [...duitku.transactions.keys()].filter((one) => !before.has(one))
      const references = await until(fresh, ({ length }) => length === BUYERS)

      // All pay within a moment; each is told of until it is taken, and twice.
      const told = references.map(async (reference) => {
        await pause(draw(300))
        duitku.settle(reference, 'paid')
        await until(() => duitku.tell(reference, { times: 2 }), isTaken, 20_000)
      })
      await pause(draw(600))
      await program.kill()
      program = await shop.open()
      await Promise.all(told)
    }

    const sold = () =>
      db.selectFrom('vouchers').where('order_id', 'is not', null).selectAll().execute()
    const delivered = () =>
      db.selectFrom('orders').where('state', '=', 'delivered').select('id').execute()
    // Duitku bears one question a second, and is asked about each.
    const patience = 30_000 + buyers.length * 1_000
    await until(async () => (await delivered()).length, buyers.length, patience)
    const vouchers = await sold()
    const told = (code: string) =>
      buyers.flatMap((number) =>
        whatsapp.messages(number).filter(({ mine, text }) => !mine && text.includes(code)),
      ).length
    await until(() => vouchers.every(({ code }) => told(code) > 0), true, 15_000)
    const again = vouchers.reduce((sum, { code }) => sum + told(code) - 1, 0)
    console.log(
      `seed ${seed}: ${rounds} kills, ${buyers.length} paid orders, ${vouchers.length} vouchers; ` +
        `${again} were sent a second time`,
    )

    expect(vouchers).toHaveLength(buyers.length)
    expect(new Set(vouchers.map(({ order_id }) => order_id)).size).toBe(buyers.length)
    const onRouter = router.users().flatMap(({ name }) => (name === 'default-trial' ? [] : [name]))
    expect(onRouter.toSorted()).toEqual(vouchers.map(({ code }) => code).toSorted())
    expect((await checkLedger({ db })).sound).toBe(true)
    expect(await balanceOf({ db }, clearingOf('duitku'))).toBe(-PRICE_RUPIAH * buyers.length)
  },
)

/** Orders a voucher in chat and follows the link in the answer. */
async function payPage(
  whatsapp: Awaited<ReturnType<typeof openVoucherShop>>['whatsapp'],
  number: string,
) {
  whatsapp.say(number, 'beli voucher mingguan')
  const link = () =>
    whatsapp
      .messages(number)
      .map(({ text }) => /http\S+\/pay\/[\w-]+/.exec(text)?.[0])
      .findLast((url) => url !== undefined)
  return (await until(link, (url) => url !== undefined, 15_000)) ?? ''
}

const isTaken = (statuses: number[]) => statuses.every((status) => status === 200)
