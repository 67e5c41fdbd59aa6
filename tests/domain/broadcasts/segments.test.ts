import { expect, test } from 'vitest'
import type { SegmentPart } from '../../../src/domain/broadcasts/broadcast.ts'
import { whenNow } from '../../../src/domain/broadcasts/draft-broadcast.ts'
import { countReach, peopleOf } from '../../../src/domain/broadcasts/segment-queries.ts'
import { issueInvoices } from '../../../src/domain/billing/issue-invoices.ts'
import { setOptOut } from '../../../src/domain/people/change-person.ts'
import { isolateSubscriptions } from '../../../src/domain/subscriptions/isolate-subscriptions.ts'
import { readTag, tagCustomer } from '../../../src/domain/people/tag-customer.ts'
import { nameParts, partsOfKind } from '../../../src/domain/broadcasts/segment-names.ts'
import { sellDeparture } from '../../support/departures.ts'
import { lineShop } from '../../support/line-shop.ts'

async function shop() {
  const place = await lineShop()
  const { deps, siti } = place
  const owner = async ({ subscriptionId }: { subscriptionId: number }) =>
    (await place.line(subscriptionId)).person_id
  return {
    ...place,
    owner,
    meant: async (...parts: SegmentPart[]) => {
      const { rows } = await peopleOf({ parts }, whenNow(deps)).execute(deps.db)
      return rows.map(({ person_id }) => person_id).toSorted((a, b) => a - b)
    },
    reach: (...parts: SegmentPart[]) =>
      countReach(deps.db, { segment: { parts }, when: whenNow(deps), cloudFirst: true }),
    tag: (personId: number, ...add: string[]) =>
      tagCustomer(deps, { personId, add, remove: [], by: siti.id }),
  }
}

test('each condition names whom it says, and together only those of all', async () => {
  const { deps, start, owner, meant, tag, packageId, routerId, clock, siti } = await shop()
  const one = await start()
  const other = await start()
  const [budi, ani] = [await owner(one), await owner(other)]
  await issueInvoices(deps)
  const byPackage = { by: 'package' as const, packageId: await packageId() }
  expect(await meant(byPackage)).toEqual([budi, ani])
  expect(await meant({ by: 'router', routerId })).toEqual([budi, ani])
  expect(await meant({ by: 'customers' })).toEqual(expect.arrayContaining([budi, ani]))
  expect(await meant()).toEqual([])

  expect(await meant({ by: 'unpaid', overdueOnly: false })).toEqual([budi, ani])
  expect(await meant({ by: 'unpaid', overdueOnly: true })).toEqual([])
  clock.pass({ days: 12 })
  expect(await meant({ by: 'unpaid', overdueOnly: true })).toEqual([budi, ani])

  const isolated = { subscriptionIds: [one.subscriptionId], because: 'asked' as const, by: siti.id }
  await isolateSubscriptions(deps, isolated)
  expect(await meant({ by: 'isolated' })).toEqual([budi])
  await tag(ani, 'vip')
  expect(await meant({ by: 'tag', tag: 'vip' })).toEqual([ani])
  expect(await meant(byPackage, { by: 'tag', tag: 'vip' })).toEqual([ani])
  expect(await meant({ by: 'isolated' }, { by: 'tag', tag: 'vip' })).toEqual([])
})

test('the team never gets it; a reseller does, where resellers are meant', async () => {
  const { deps, start, owner, meant } = await shop()
  const [staff, reseller] = [await owner(await start()), await owner(await start())]
  const at = deps.now()
  await deps.db
    .insertInto('staff')
    .values([
      { person_id: staff, role: 'operator', added_at: at },
      { person_id: reseller, role: 'reseller', added_at: at },
    ])
    .execute()
  expect(await meant({ by: 'customers' })).not.toContain(staff)
  expect(await meant({ by: 'resellers' })).toEqual([reseller])
})

test('leads by their stage and departure, buyers by the days', async () => {
  const { deps, customer, meant, clock, packageId } = await shop()
  const { id: lead, conversationId } = await customer('Rina')
  await deps.db
    .insertInto('leads')
    .values({
      person_id: lead,
      conversation_id: conversationId,
      source: 'direct',
      stage: 'qualified',
      fields: '{}',
      created_at: deps.now(),
      updated_at: deps.now(),
    })
    .execute()
  expect(await meant({ by: 'stage', stage: 'qualified' })).toEqual([lead])
  expect(await meant({ by: 'stage', stage: 'won' })).toEqual([])
  await deps.db
    .insertInto('orders')
    .values({
      person_id: lead,
      conversation_id: conversationId,
      package_id: await packageId(),
      amount_rupiah: 5_000,
      applied_rupiah: 5_000,
      receipt_number: 'KW/1',
      state: 'delivered',
      created_at: deps.now(),
      expires_at: deps.now(),
      paid_at: deps.now(),
    })
    .execute()
  expect(await meant({ by: 'bought', withinDays: 30 })).toEqual([lead])
  clock.pass({ days: 31 })
  expect(await meant({ by: 'bought', withinDays: 30 })).toEqual([])
})

test('a departure means who asks for it and who was sent its brochure, and is called by its name', async () => {
  const { deps, customer, meant } = await shop()
  await sellDeparture(deps)
  await sellDeparture(deps, { code: 'LAIN-9' })
  const [offered, other] = await partsOfKind(deps, 'departure')
  if (offered?.part.by !== 'departure' || other?.part.by !== 'departure') throw new Error('none')
  const lead = async (name: string, departureId: number | null) => {
    const { id: person_id, conversationId: conversation_id } = await customer(name)
    const at = deps.now()
    const { id } = await deps.db
      .insertInto('leads')
      .values({
        person_id,
        conversation_id,
        source: 'direct',
        fields: '{}',
        departure_id: departureId,
        created_at: at,
        updated_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, personId: person_id }
  }
  const asked = await lead('Rina', offered.part.departureId)
  const sent = await lead('Wati', other.part.departureId)
  await lead('Tono', null)
  await deps.db
    .insertInto('lead_brochures')
    .values({
      lead_id: sent.id,
      departure_id: offered.part.departureId,
      asked_at: deps.now(),
      sent_at: deps.now(),
    })
    .execute()
  expect(await meant(offered.part)).toEqual([asked.personId, sent.personId])
  expect(await meant(other.part)).toEqual([sent.personId])
  const [named] = await nameParts(deps, [offered.part])
  expect(named?.name).toBe('Umroh Berkah 12 Hari BRKH-12')
  const [gone] = await nameParts(deps, [{ by: 'departure', departureId: 999 }])
  expect(gone?.name).toBe('#999')
})

test('before it goes it is known who cannot get it', async () => {
  const { deps, start, owner, reach } = await shop()
  const [out, unknown] = [await owner(await start()), await owner(await start())]
  const third = await owner(await start())
  await setOptOut(deps, { personId: out, out: true })
  await deps.db.deleteFrom('identities').where('person_id', '=', unknown).execute()
  await deps.db
    .updateTable('conversations')
    .set({ person_id: third })
    .where('person_id', '=', unknown)
    .execute()
  const { people, optedOut, unknownNumber, outsideWindow } = await reach({ by: 'customers' })
  expect({ people, optedOut, unknownNumber, outsideWindow }).toEqual({
    people: 3,
    optedOut: 1,
    unknownNumber: 1,
    outsideWindow: 1,
  })
})

test('tags are one word, kept once, and every change is in the audit', async () => {
  const { deps, start, owner, tag, siti } = await shop()
  const personId = await owner(await start())
  expect([readTag('+VIP'), readTag('#rt 05')]).toEqual(['vip', 'rt-05'])
  expect(() => readTag('a;b')).toThrow('input.invalid')
  expect(await tag(personId, 'vip', 'rt-05')).toEqual(['rt-05', 'vip'])
  expect(await tag(personId, 'vip')).toEqual(['rt-05', 'vip'])
  const remove = ['vip']
  expect(await tagCustomer(deps, { personId, add: [], remove, by: siti.id })).toEqual(['rt-05'])
  const noted = await deps.db
    .selectFrom('audit')
    .where('action', '=', 'customer.tagged')
    .select(['before', 'after'])
    .orderBy('id')
    .execute()
  expect(noted).toEqual([
    { before: { tags: [] }, after: { tags: ['rt-05', 'vip'] } },
    { before: { tags: ['rt-05', 'vip'] }, after: { tags: ['rt-05'] } },
  ])
})
