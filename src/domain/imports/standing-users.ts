import type { ImportPlan, UserRow } from './import.ts'
import type { StandingUser } from './list-foreign-users.ts'

/** Those of a router who are about to be ours, by their names. */
export type StandingUsers = Record<UserRow['service'], Map<string, StandingUser>>

/** Its own, or what was chosen for its profile. */
export function packageOf({ packageId, service, profile }: UserRow, plan: ImportPlan) {
  return packageId ?? plan.packages[`${service}:${profile}`] ?? null
}
