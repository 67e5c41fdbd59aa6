import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { expectedPages } from '../../../src/domain/routers/compare-queries.ts'
import { collectPages } from '../../../src/domain/routers/listed-pages.ts'
import { hotspotShop } from '../../support/hotspot-shop.ts'

test('a list and the database make the same of users in any script, in any order', async () => {
  const shop = await hotspotShop()
  await shop.makeBatch(300, { forStock: true })
  await shop.work()
  await sql`
    update router_users set version = version + 1,
      comment = comment || (array['', ' ✓', ' عمرة', ' été', ' a|b=c', ' ''"\\'])[id % 6 + 1],
      limit_bytes = case when id % 3 = 0 then 5000000000 end`.execute(shop.deps.db)
  await shop.poll()

  const users = await shop.deps.routers.listUsers(await shop.target(), 'hotspot')
  const expected = (await expectedPages(shop.deps.db, shop.routerId)).map((one) => one.digest)
  const digests = (listed: typeof users) => {
    const pages = collectPages()
    for (const user of listed) pages.add(user)
    return pages
      .all()
      .map(({ digest }) => digest)
      .toSorted()
  }
  expect(expected.length).toBeGreaterThan(2)
  expect(digests(users)).toEqual(expected.toSorted())
  expect(digests(users.toReversed())).toEqual(expected.toSorted())
  const shuffled = users.toSorted((a, b) => (a.comment < b.comment ? -1 : 1))
  expect(digests(shuffled)).toEqual(expected.toSorted())
})
