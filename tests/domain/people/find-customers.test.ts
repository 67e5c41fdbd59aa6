import { expect, test } from 'vitest'
import { searchChats } from '../../../src/domain/chats/chat-queries.ts'
import { findCustomers } from '../../../src/domain/people/find-customers.ts'
import { world } from '../../support/world.ts'

test('a customer is found by part of a name, and no sign in it means anything else', async () => {
  const { deps, customer } = await world()
  await customer('Budi Santoso')
  await customer('Ani_RT05 50%')
  const found = async (query: string) =>
    (await findCustomers(deps, { query })).map(({ name }) => name)
  expect(await found('SANTO')).toEqual(['Budi Santoso'])
  expect(await found('i_rt')).toEqual(['Ani_RT05 50%'])
  expect(await found('%')).toEqual(['Ani_RT05 50%'])
  expect(await found('u_i')).toEqual([])
  expect(await found('\\')).toEqual([])
  expect(await found('')).toHaveLength(2)

  const chats = await searchChats(deps.db, { name: '0%' })
  expect(chats).toMatchObject([{ customer: 'Ani_RT05 50%' }])
})
