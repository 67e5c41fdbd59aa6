import { expect, test } from 'vitest'
import { askForBrochure } from '../../../src/domain/leads/ask-for-brochure.ts'
import { openLead } from '../../../src/domain/leads/open-lead.ts'
import { sendBrochure } from '../../../src/domain/leads/send-brochure.ts'
import { sellDeparture } from '../../support/departures.ts'
import { world } from '../../support/world.ts'

async function interested() {
  const shop = await world()
  await sellDeparture(shop.deps)
  const budi = await shop.customer()
  const { lead } = await openLead(shop.deps, {
    personId: budi.id,
    conversationId: budi.conversationId,
    referral: undefined,
  })
  const departure = await shop.deps.db
    .selectFrom('departures')
    .select('id')
    .executeTakeFirstOrThrow()
  const asking = (askedAt: string) => ({ leadId: lead.id, departureId: departure.id, askedAt })
  return { ...shop, asking }
}

test('a brochure is a PDF with what the departure says, and moves the lead on', async () => {
  const { deps, notices, asking } = await interested()
  await sendBrochure(deps, asking('2026-11-02T02:00:00Z'))
  const [brochure] = await notices('lead.brochure')
  expect(brochure).toMatchObject({ package: 'Umroh Berkah 12 Hari', fromRupiah: 29_900_000 })
  const bytes = await deps.files.get(brochure?.file.key ?? '')
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  const [lead] = await deps.db.selectFrom('leads').selectAll().execute()
  expect(lead).toMatchObject({ stage: 'brochure_sent' })
})

test('the same request tried again sends nothing more, a new one does', async () => {
  const { deps, notices, asking } = await interested()
  const first = asking('2026-11-02T02:00:00Z')
  await sendBrochure(deps, first)
  await sendBrochure(deps, first)
  expect(await notices('lead.brochure')).toHaveLength(1)
  await sendBrochure(deps, asking('2026-11-02T03:00:00Z'))
  expect(await notices('lead.brochure')).toHaveLength(2)
})

test('two tries at once send one brochure', async () => {
  const { deps, notices, asking } = await interested()
  const request = asking('2026-11-02T02:00:00Z')
  await Promise.all(Array.from({ length: 5 }, () => sendBrochure(deps, request)))
  expect(await notices('lead.brochure')).toHaveLength(1)
})

test('a brochure for somebody who has paid, or was lost, moves nobody back', async () => {
  const { deps, asking, notices } = await interested()
  await deps.db.updateTable('leads').set({ stage: 'dp_paid' }).execute()
  await sendBrochure(deps, asking('2026-11-02T02:00:00Z'))
  expect(await notices('lead.brochure')).toHaveLength(1)
  expect(await deps.db.selectFrom('leads').select('stage').execute()).toEqual([
    { stage: 'dp_paid' },
  ])
})

test('a brochure for a prospect that does not exist is refused at once', async () => {
  const { deps, asking } = await interested()
  const { departureId } = asking('')
  const request = askForBrochure(deps, { leadId: 404, departureId })
  await expect(request).rejects.toMatchObject({ code: 'lead.unknown' })
})
