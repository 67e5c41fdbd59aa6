import { sql } from 'kysely'

/** The number `a` is one that writes: not paused, lost or held back. */
export function mayWrite(at: Date) {
  return sql`(a.state in ('on', 'pairing') and not coalesce(a.no_sending_until > ${at}::timestamptz, false))`
}

/** Advertising may not go from the number `a`, or to the person `p`. */
export function promoHeld(at: Date) {
  return sql`(p.no_promo_since is not null
    or coalesce(greatest(a.no_promo_until, p.no_promo_until) > ${at}::timestamptz, false))`
}
