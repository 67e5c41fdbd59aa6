import type { Deps } from '../deps.ts'
import { clashingVouchers, replaceCodes } from './settle-queries.ts'
import { drawCode, drawPassword } from './voucher.ts'

/** Other codes for vouchers nobody has seen yet whose name somebody else has on the router. */
export async function redrawCodes(
  { db, draw, secrets }: Pick<Deps, 'db' | 'draw' | 'secrets'>,
  { routerId }: { routerId: number },
): Promise<number> {
  const clashing = await clashingVouchers(db, routerId)
  if (clashing.length === 0) return 0
  await replaceCodes(
    db,
    clashing.map(({ user_id: userId, own_password: ownPassword, ...style }) => {
      const code = drawCode(draw, style)
      const password = ownPassword ? drawPassword(draw) : code
      return { userId, code, password, secret: secrets.seal(password) }
    }),
  )
  return clashing.length
}
