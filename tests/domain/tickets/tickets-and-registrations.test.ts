import { expect, test } from 'vitest'
import { askRegistration } from '../../../src/domain/registrations/ask-registration.ts'
import { approveRegistration } from '../../../src/domain/registrations/decide-registration.ts'
import { installRegistration } from '../../../src/domain/registrations/install-registration.ts'
import { assignTicket } from '../../../src/domain/tickets/assign-ticket.ts'
import { closeTicket } from '../../../src/domain/tickets/close-ticket.ts'
import { openTicket } from '../../../src/domain/tickets/open-ticket.ts'
import { type LineShop, lineShop } from '../../support/line-shop.ts'

async function withCustomer() {
  const shop = await lineShop()
  const { id: personId, conversationId } = await shop.customer('Ani')
  return { ...shop, personId, conversationId }
}

const countOf = async ({ deps }: Pick<LineShop, 'deps'>, table: 'tickets' | 'registrations') =>
  (await deps.db.selectFrom(table).select('id').execute()).length

test('one trouble reported five times at once is one ticket', async () => {
  const shop = await withCustomer()
  const { personId, conversationId } = shop
  const down = {
    personId,
    conversationId,
    subscriptionId: null,
    kind: 'down' as const,
    text: 'mati',
  }
  const opened = await Promise.all(Array.from({ length: 5 }, () => openTicket(shop.deps, down)))
  expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(await countOf(shop, 'tickets')).toBe(1)
})

test('a ticket two people close at once is closed once, and the customer hears it once', async () => {
  const shop = await withCustomer()
  const { personId, conversationId, siti, deps } = shop
  const slow = { personId, conversationId, subscriptionId: null, kind: 'slow' as const, text: 'x' }
  const { ticketId } = await openTicket(deps, slow)
  const agus = await shop.staff('operator', 'Agus')
  await assignTicket(deps, { ticketId, personId: agus.id, by: siti.id })
  expect(await shop.notices('ticket.yours')).toMatchObject([{ to: agus.conversationId }])
  const close = (by: number) => closeTicket(deps, { ticketId, note: 'beres', by })
  const ends = await Promise.allSettled([close(siti.id), close(agus.id)])
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await shop.notices('ticket.closed')).toMatchObject([{ to: conversationId, note: 'beres' }])
  const { isNew } = await openTicket(deps, slow)
  expect(isNew).toBe(true)
})

test('one person has one open registration, and it is installed once', async () => {
  const shop = await withCustomer()
  const { deps, personId, conversationId, siti } = shop
  const packageId = await shop.packageId()
  const place = { address: 'Jl. Melati 5', latitude: null, longitude: null }
  const wish = { personId, conversationId, name: 'Ani', phone: null, packageId, ...place }
  const asked = await Promise.allSettled([askRegistration(deps, wish), askRegistration(deps, wish)])
  expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const { id: registrationId } = await deps.db
    .selectFrom('registrations')
    .select('id')
    .executeTakeFirstOrThrow()
  const by = siti.id
  const yes = { registrationId, installOn: '2026-11-04', technicianId: null, by }
  await approveRegistration(deps, yes)
  const install = () => installRegistration(deps, { registrationId, by })
  const done = await Promise.allSettled([install(), install()])
  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await deps.db.selectFrom('subscriptions').select('id').execute()).toHaveLength(1)
  await expect(approveRegistration(deps, yes)).rejects.toMatchObject({ code: 'registration.state' })
})
