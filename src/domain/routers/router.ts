import type { Deps } from '../deps.ts'
import type { RouterProblem } from '../messages/notice.ts'
import type { RouterFacts, RouterService, RouterTarget } from './routers.ts'

/** What is needed to talk to a router we have on file. */
export type KnownRouter = {
  id: number
  host: string
  port: number
  tls: boolean
  fingerprint: string | null
  username: string
  secret: Buffer
}

export function targetOf({ secrets }: Pick<Deps, 'secrets'>, router: KnownRouter): RouterTarget {
  const { secret, id, host, port, tls, fingerprint, username } = router
  return { id, host, port, tls, fingerprint, username, password: secrets.open(secret) }
}

// Below 6.43 passwords are sent in a way that newer routers no longer take.
const OLDEST_VERSION = [6, 43]
const NEEDED_POLICIES = ['api', 'read', 'write']

/** What stands in the way of selling over this router, worst first. */
export function problemsOf(
  facts: RouterFacts,
  {
    tls,
    missingProfiles,
  }: { tls: boolean; missingProfiles: { service: RouterService; profile: string }[] },
): RouterProblem[] {
  const { version, policies, deviceMode, profiles } = facts
  return [
    ...(isOlder(version) ? [{ code: 'version_too_old' as const, version }] : []),
    ...NEEDED_POLICIES.filter((policy) => !policies.includes(policy)).map((policy) => ({
      code: 'missing_permission' as const,
      policy,
    })),
    ...(deviceMode && !deviceMode.hotspot
      ? [{ code: 'hotspot_blocked' as const, mode: deviceMode.mode }]
      : []),
    ...(profiles.length === 0 ? [{ code: 'no_profiles' as const }] : []),
    ...missingProfiles.map(({ service, profile }) => ({
      code: service === 'ppp' ? ('missing_ppp_profile' as const) : ('missing_profile' as const),
      profile,
    })),
    ...(deviceMode?.fetch === false
      ? [{ code: 'fetch_blocked' as const, mode: deviceMode.mode }]
      : []),
    ...(tls ? [] : [{ code: 'plain_connection' as const }]),
  ]
}

/** "7.18.2 (stable)", "7.20rc3", "6.49.10 (long-term)". */
function isOlder(version: string) {
  const [major = 0, minor = 0] = version.split(/[^\d]+/).map(Number)
  const [oldMajor = 0, oldMinor = 0] = OLDEST_VERSION
  return major < oldMajor || (major === oldMajor && minor < oldMinor)
}
