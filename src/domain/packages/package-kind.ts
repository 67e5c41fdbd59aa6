import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import type { RouterService } from '../routers/routers.ts'
import {
  knownProfiles,
  type PackageRow,
  type PackageTerms,
  routersWithProfile,
} from './package-queries.ts'

export type PackageKind = PackageRow['kind']

export function serviceOf(kind: PackageKind): RouterService {
  return kind === 'pppoe' ? 'ppp' : 'hotspot'
}

/** What a profile is for says what a package is: vouchers where both have one of that name. */
export async function kindOfProfile(
  { db }: Pick<Deps, 'db'>,
  profile: string,
): Promise<PackageKind> {
  if ((await routersWithProfile(db, profile, 'hotspot')).length > 0) return 'hotspot'
  return (await routersWithProfile(db, profile, 'ppp')).length > 0 ? 'pppoe' : 'hotspot'
}

const OF_VOUCHERS = [
  'online_seconds',
  'calendar_seconds',
  'data_bytes',
  'shared_users',
  'code_prefix',
  'own_password',
  'sold_at_print',
] as const
const OF_LINES = ['period_days', 'isolir_profile', 'on_all_routers'] as const

/** Says no to terms that would mean nothing, rather than forgetting them. */
export function checkTerms(kind: PackageKind, terms: Partial<PackageTerms>) {
  const foreign = (kind === 'pppoe' ? OF_VOUCHERS : OF_LINES).find(
    (field) => terms[field] !== undefined && terms[field] !== null && terms[field] !== false,
  )
  if (foreign) throw new Refusal('package.not_for_kind', { field: FIELD_WORDS[foreign], kind })
}

/** As admins type them. */
const FIELD_WORDS = {
  online_seconds: 'waktu',
  calendar_seconds: 'berlaku',
  data_bytes: 'kuota',
  shared_users: 'perangkat',
  code_prefix: 'gaya',
  own_password: 'sandi',
  sold_at_print: 'cetak',
  period_days: 'periode',
  isolir_profile: 'isolir',
  on_all_routers: 'semua-router',
}

/** Where isolated customers go must be on every router they may be on. */
export async function checkIsolirProfile(
  { db }: Pick<Deps, 'db'>,
  { profile, routers }: { profile: string; routers: { id: number; name: string }[] },
) {
  const having = await routersWithProfile(db, profile, 'ppp')
  const without = routers.filter(({ id }) => !having.some((one) => one.id === id))
  if (without.length === 0) return
  const routerIds = without.map(({ id }) => id)
  const known = await knownProfiles(db, { routerIds, service: 'ppp' })
  const missingOn = without.map(({ name }) => name)
  throw new Refusal('profile.no_isolir', { profile, routers: missingOn, known })
}
