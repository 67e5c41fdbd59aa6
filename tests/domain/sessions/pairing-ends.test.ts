import { expect, test } from 'vitest'
import { removeStaff } from '../../../src/domain/people/remove-staff.ts'
import { pairSession, unlinkSession } from '../../../src/domain/sessions/change-session.ts'
import { forgetQr } from '../../../src/domain/sessions/end-pairing.ts'
import { number } from './number.ts'

/** A number that Rudi asked for too, and what is left of the pictures. */
async function desk() {
  const shop = await number()
  const rudi = await shop.staff('admin', 'Rudi')
  const { deps, accountId } = shop
  return {
    ...shop,
    rudi,
    pairs: (one: { id: number; conversationId: number }) =>
      pairSession(deps, { accountId, by: one.id, conversationId: one.conversationId }),
    async forget() {
      const rows = await deps.db
        .selectFrom('effects')
        .where('kind', '=', 'session.forget_qr')
        .select('payload')
        .execute()
      for (const { payload } of rows) {
        await forgetQr(deps, payload as Parameters<typeof forgetQr>[1])
      }
    },
    async pictures() {
      const shown = await shop.notices('session.qr')
      const keys = [...new Set(shown.map(({ file }) => file.key))]
      const there = keys.map((key) =>
        deps.files.get(key).then(
          () => true,
          () => false,
        ),
      )
      return Promise.all(there)
    },
  }
}

test('whoever is removed from the team gets no more QRs, and the others hear that it waits', async () => {
  const { deps, siti, rudi, accountId, ...shop } = await desk()
  await shop.pairs(rudi)
  await shop.qr()
  await removeStaff(deps, { personId: rudi.id, by: siti.id })
  expect(await shop.now()).toMatchObject({ state: 'unlinked' })
  await shop.qr(2)
  expect(await shop.notices('session.qr')).toHaveLength(1)
  expect(await shop.notices('session.qr_expired')).toMatchObject([
    { to: siti.conversationId, accountId, name: 'toko' },
  ])
})

test('who may not see numbers any more is not told that his was linked: the others are', async () => {
  const { deps, siti, rudi, ...shop } = await desk()
  await shop.pairs(rudi)
  await deps.db
    .updateTable('staff')
    .set({ role: 'sales' })
    .where('person_id', '=', rudi.id)
    .execute()
  await shop.open()
  expect((await shop.notices('session.paired')).map(({ to }) => to)).toEqual([siti.conversationId])
})

test('the picture of a QR is gone once it is scanned, asked for by another one or not wanted', async () => {
  const { deps, siti, rudi, accountId, ...shop } = await desk()
  await shop.qr()
  await shop.pairs(rudi)
  await shop.qr(2)
  await shop.forget()
  expect(await shop.pictures()).toEqual([false, true])
  await shop.open()
  await shop.forget()
  await unlinkSession(deps, { accountId, by: siti.id })
  await shop.pairs(siti)
  await shop.qr(3)
  await unlinkSession(deps, { accountId, by: siti.id })
  await shop.forget()
  expect(await shop.pictures()).toEqual([false, false, false])
})
