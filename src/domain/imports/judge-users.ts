import { isIPv4 } from 'node:net'
import type { Deps } from '../deps.ts'
import { isMarked } from '../routers/router-comment.ts'
import type { JudgedRow, UserRow, Verdict } from './import.ts'
import { type Trouble, trouble } from './judge.ts'
import { type KnownPackage, linesOfMarks, livingLines, packagesKnown } from './known-queries.ts'
import { takenAddresses, takenCodes, wantedUsers } from './known-queries.ts'
import type { StandingUser } from './list-foreign-users.ts'
import { type LineComment, readLineComment, readVoucherComment } from './read-comment.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'business'>
type Judgement = { verdict: Verdict; trouble?: Trouble; row: UserRow }

/** Whom of those who stand on a router we can take over, and as what. */
export async function judgeUsers(
  deps: Needs,
  routerId: number,
  standing: { ppp: StandingUser[]; hotspot: StandingUser[] },
): Promise<JudgedRow<UserRow>[]> {
  const packages = await packagesKnown(deps.db)
  const wanted = await wantedUsers(deps.db, routerId)
  const found = [
    ...(await judgeSecrets(deps, { routerId, users: standing.ppp, packages, wanted })),
    ...(await judgeVouchers(deps, { users: standing.hotspot, packages, wanted })),
  ]
  const names = new Map(packages.map(({ id, name }) => [id, name]))
  return found.map(({ verdict, trouble: why, row }, at) => ({
    place: at + 1,
    verdict,
    problem: why?.problem ?? null,
    about: why?.about ?? null,
    row,
    secret: null,
    shown: {
      username: row.name,
      profile: row.profile,
      note: row.comment,
      package: names.get(row.packageId ?? 0) ?? '',
      name: row.service === 'ppp' ? row.customer.name : '',
    },
  }))
}

type Listed = { users: StandingUser[]; packages: KnownPackage[]; wanted: Set<string> }

async function judgeSecrets(
  { db }: Needs,
  { routerId, users, packages, wanted }: Listed & { routerId: number },
): Promise<Judgement[]> {
  const said = new Map(users.map((user) => [user.name, readLineComment(user.comment)]))
  const marks = [...said].flatMap(([name, { subscription }]) =>
    subscription === null ? [] : [{ subscription, name }],
  )
  const people = await linesOfMarks(db, marks)
  const living = await livingLines(
    db,
    users.map(({ name }) => name),
  )
  const addresses = await takenAddresses(db)
  const seen = new Set<string>()
  return users.map((user) => {
    const comment = said.get(user.name) ?? readLineComment(user.comment)
    const row = lineOf(user, { comment, packages, personId: people.get(user.name) ?? null })
    if (wanted.has(`ppp:${user.name}`)) return { verdict: 'known', row }
    const name = user.name.toLowerCase()
    const place = `${routerId}:${user.remoteAddress}`
    const why = whyNot(user, { seen, living, holder: addresses.get(place) })
    seen.add(name)
    if (why?.problem === 'pool_address' || why?.problem === 'not_pppoe') {
      return { verdict: 'left', trouble: why, row }
    }
    if (why) return { verdict: 'bad', trouble: why, row }
    if (user.remoteAddress !== null) addresses.set(place, user.name)
    return { verdict: 'new', row }
  })
}

function whyNot(
  { name, password, protocol, remoteAddress }: StandingUser,
  known: { seen: Set<string>; living: Map<string, unknown>; holder: string | undefined },
): Trouble | undefined {
  if (protocol !== 'any' && protocol !== 'pppoe') return trouble('not_pppoe', protocol)
  if (known.seen.has(name.toLowerCase())) return trouble('username_twice', name)
  if (known.living.has(name.toLowerCase())) return trouble('username_taken', name)
  if (password === null) return trouble('no_password_shown', name)
  if (remoteAddress !== null && !isIPv4(remoteAddress))
    return trouble('pool_address', remoteAddress)
  if (known.holder) return trouble('address_taken', `${remoteAddress} (${known.holder})`)
  return undefined
}

function lineOf(
  user: StandingUser,
  found: { comment: LineComment; packages: KnownPackage[]; personId: number | null },
): UserRow {
  const { comment, packages, personId } = found
  const { customer, name, phone, sellRupiah } = comment
  const lines = packages.filter(({ kind }) => kind === 'pppoe')
  const isolated = user.disabled || lines.some((one) => one.isolir_profile === user.profile)
  return {
    ...userOf(user, 'ppp'),
    marked: comment.mark !== null,
    disabled: isolated,
    packageId: packageFor(lines, user.profile, sellRupiah),
    staticAddress: user.remoteAddress,
    customer: { personId, key: customer, name: name ?? `PPPoE ${user.name}`, phone },
    priceRupiah: sellRupiah,
  }
}

async function judgeVouchers(
  { db, now, business }: Needs,
  { users, packages, wanted }: Listed,
): Promise<Judgement[]> {
  const taken = await takenCodes(
    db,
    users.map(({ name }) => name),
  )
  return users.map((user) => {
    const said = readVoucherComment(user.comment, business.timeZone)
    const plain = { ...userOf(user, 'hotspot'), marked: isMarked(user.comment) }
    if (wanted.has(`hotspot:${user.name}`)) return { verdict: 'known', row: plain }
    if (!said) return { verdict: 'left', trouble: trouble('not_a_voucher'), row: plain }
    const hotspot = packages.filter(({ kind }) => kind === 'hotspot')
    const packageId = packageFor(hotspot, user.profile, said.sellRupiah)
    const life = hotspot.find(({ id }) => id === packageId)?.calendar_seconds ?? null
    const times = timesOf(user, {
      firstLogin: said.firstLogin,
      expires: said.expires,
      now: now(),
      life,
    })
    const row = {
      ...plain,
      packageId,
      priceRupiah: said.sellRupiah,
      costRupiah: said.costRupiah,
      activatedAt: times.activatedAt?.toISOString() ?? null,
      expiresAt: times.expiresAt?.toISOString() ?? null,
    }
    if (hasEnded(user, times.expiresAt, now())) {
      return { verdict: 'left', trouble: trouble('ended', user.name), row }
    }
    const code = user.name.toUpperCase()
    if (taken.has(code)) return { verdict: 'bad', trouble: trouble('code_taken', user.name), row }
    taken.add(code)
    if (user.password === null) {
      return { verdict: 'bad', trouble: trouble('no_password_shown', user.name), row }
    }
    return { verdict: 'new', row }
  })
}

/** Once used it lives: since its mark says, or since the time it was used at the latest. */
export function timesOf(
  { uptimeSeconds }: Pick<StandingUser, 'uptimeSeconds'>,
  known: { firstLogin: Date | null; expires: Date | null; now: Date; life: number | null },
): { activatedAt: Date | null; expiresAt: Date | null } {
  const { firstLogin, expires, now, life } = known
  if (!firstLogin && !expires && uptimeSeconds === 0) return { activatedAt: null, expiresAt: null }
  const used = new Date(now.getTime() - uptimeSeconds * 1_000)
  const activatedAt = firstLogin ?? used
  const end = life === null ? null : new Date(activatedAt.getTime() + life * 1_000)
  return { activatedAt, expiresAt: expires ?? end }
}

/** One second on line is how others say that it is over. */
function hasEnded(
  { limitUptimeSeconds, uptimeSeconds }: StandingUser,
  expires: Date | null,
  now: Date,
) {
  if (expires && expires <= now) return true
  if (limitUptimeSeconds === null) return false
  return limitUptimeSeconds <= 1 || uptimeSeconds >= limitUptimeSeconds
}

function userOf(user: StandingUser, service: UserRow['service']): UserRow {
  const { name, profile, comment, disabled } = user
  return {
    service,
    name,
    profile,
    comment: comment.slice(0, 300),
    marked: false,
    disabled,
    packageId: null,
    staticAddress: null,
    customer: { personId: null, key: null, name, phone: null },
    priceRupiah: null,
    costRupiah: null,
    activatedAt: null,
    expiresAt: null,
  }
}

/** The one package of a profile; of several the one of this price, and none where that does not tell. */
function packageFor(
  packages: KnownPackage[],
  profile: string,
  priceRupiah: number | null,
): number | null {
  const having = packages.filter((one) => one.profile === profile)
  const fitting =
    having.length === 1 ? having : having.filter((one) => one.price_rupiah === priceRupiah)
  const [only, ...others] = fitting
  return only && others.length === 0 ? only.id : null
}
