import { expect, test } from 'vitest'
import { customerVariables } from '../../../src/domain/templates/customer-variables.ts'
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
})
