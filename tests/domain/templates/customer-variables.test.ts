import { expect, test } from 'vitest'
import {
  CUSTOMER_VARIABLES,
  customerVariables,
} from '../../../src/domain/templates/customer-variables.ts'
import { issueInvoices } from '../../../src/domain/billing/issue-invoices.ts'
import { lineShop } from '../../support/line-shop.ts'
import { world } from '../../support/world.ts'

test('whoever has a name and nothing else is called by it', async () => {
  const { deps, customer } = await world()
  const budi = await customer('Budi')
  const siti = await customer('Siti')
  const found = await customerVariables(deps, [budi.id, siti.id])
  expect(found.size).toBe(2)
  expect(found.get(budi.id)?.values).toMatchObject({
    customer_name: 'Budi',
    business_name: 'Wicara',
    package: '',
    open_amount: '',
    due_date: '',
  })
  const names = Object.keys(found.get(budi.id)?.values ?? {})
  expect(names).toEqual(CUSTOMER_VARIABLES.map(({ name }) => name))
})

test('whoever has a line and owes for it is told of both, in his language', async () => {
  const shop = await lineShop()
  const { subscriptionId } = await shop.start()
  await issueInvoices(shop.deps)
  const { person_id: personId, username } = await shop.deps.db
    .selectFrom('subscriptions')
    .where('id', '=', subscriptionId)
    .select(['person_id', 'username'])
    .executeTakeFirstOrThrow()
  const found = await customerVariables(shop.deps, [personId])
  expect(found.get(personId)?.values).toMatchObject({ package: 'Rumah 20', username })
  expect(found.get(personId)?.values['open_amount']).toMatch(/^Rp \d/)
  expect(found.get(personId)?.values['due_date']).toMatch(/^\d+ [A-Z][a-z]+ 20\d\d$/)
})
