import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { Candidate } from './choose-usable-router.ts'

/** The routers of a package in its order. What each carries is counted only where that is asked for. */
export async function routersOfPackage(
  db: Db,
  { packageId, counted }: { packageId: number; counted: boolean },
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select r.id, r.name, r.state, r.version, r.reachable, r.down_since, r.weight,
      case when ${counted} then (select count(*) from router_users u
        where u.router_id = r.id and u.wanted) else 0 end::int as users
    from package_routers pr join routers r on r.id = pr.router_id
    where pr.package_id = ${packageId} and r.state <> 'removed'
    order by pr.place`.execute(db)
  return rows
}
