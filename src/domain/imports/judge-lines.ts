import { type Day, dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { checkAddress, checkUsername } from '../pppoe/pppoe-secret.ts'
import { Refusal } from '../refusal.ts'
import { findRouter, getRouter, type RouterRow } from '../routers/router-queries.ts'
import { chooseLineRouter } from '../subscriptions/choose-line-router.ts'
import { getLinePackage } from '../subscriptions/subscription-queries.ts'
import type { ImportFailure, JudgedRow, LineRow } from './import.ts'
import { firstTrouble, isTrouble, judged, optional } from './judge.ts'
import { type SheetRow, type Trouble, trouble } from './judge.ts'
import { readBalance, readWho } from './judge-customers.ts'
import { type KnownPackage, livingLines, packagesKnown, takenAddresses } from './known-queries.ts'
import { awayBecause, listForeignUsers, type StandingUser } from './list-foreign-users.ts'
import { readDayCell, readPriceCell } from './read-cells.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'routers' | 'secrets' | 'business'>

/** What a row says, before it is known where it belongs. */
type Said = Omit<LineRow, 'packageId' | 'routerId' | 'onRouter'> & {
  password: string | null
  package: string
  router: string | null
}
type Placed = { row: SheetRow; said: Said; packageId: number; router: RouterRow }

/**
 * Lines out of a list: who, on which package, with which user. A secret that stands on the router
 * already is taken over with what it has there, so that nobody is cut off by what a list says.
 */
export async function judgeLines(
  deps: Needs,
  rows: SheetRow[],
): Promise<JudgedRow<LineRow>[] | ImportFailure> {
  const today = dayOf(deps.now(), deps.business.timeZone)
  const placing = createPlacing(deps)
  const read: ({ row: SheetRow; wrong: Trouble } | Placed)[] = []
  for (const row of rows) {
    const said = readLine(row, today)
    const placed = isTrouble(said) ? said : await placing(said)
    if (isTrouble(said)) read.push({ row, wrong: said })
    else if (isTrouble(placed)) read.push({ row, wrong: placed })
    else read.push({ row, said, ...placed })
  }
  const placed = read.filter((one): one is Placed => 'said' in one)
  const standing = await usersOnRouters(deps, placed)
  if ('code' in standing) return standing
  const known = {
    standing,
    lines: await livingLines(
      deps.db,
      placed.map(({ said }) => said.username),
    ),
    addresses: await takenAddresses(deps.db),
    places: new Map<string, number>(),
  }
  return read.map((one) =>
    'wrong' in one ? judged(one.row, 'bad', one.wrong) : settle(deps, one, known),
  )
}

function readLine({ cells }: SheetRow, today: Day): Said | Trouble {
  const who = readWho(cells)
  if (isTrouble(who)) return who
  const { username, package: wanted, password = '', router = '' } = cells
  if (!username) return trouble('missing', 'username')
  if (!wanted) return trouble('missing', 'package')
  const staticAddress = optional(cells.staticAddress, readAddress, 'address')
  const startedOn = optional(cells.startedOn, (text) => readDayCell(text, today), 'day')
  const paidUntil = optional(cells.paidUntil, (text) => readDayCell(text, today), 'day')
  const priceRupiah = optional(cells.price, readPriceCell, 'amount')
  const balanceRupiah = readBalance(cells)
  const wrong = firstTrouble(staticAddress, startedOn, paidUntil, priceRupiah, balanceRupiah)
  if (wrong) return wrong
  return {
    ...who,
    username,
    staticAddress: staticAddress as string | null,
    startedOn: startedOn as Day | null,
    paidUntil: paidUntil as Day | null,
    priceRupiah: priceRupiah as number | null,
    balanceRupiah: balanceRupiah as number,
    password: password || null,
    package: wanted,
    router: router || null,
  }
}

function readAddress(text: string): string | undefined {
  return refused(() => checkAddress(text)) ? undefined : text
}

/** Where a line belongs; asked once for each package and router that is named. */
function createPlacing(deps: Needs) {
  const found = new Map<string, Promise<{ packageId: number; router: RouterRow } | Trouble>>()
  let packages: Promise<KnownPackage[]> | undefined
  return async ({ package: wanted, router }: Said) => {
    packages ??= packagesKnown(deps.db)
    const chosen = findPackage(await packages, wanted)
    if (isTrouble(chosen)) return chosen
    const key = `${chosen.id}:${router?.toLowerCase()}`
    const place = found.get(key) ?? placeOf(deps, chosen, router)
    found.set(key, place)
    return place
  }
}

function findPackage(packages: KnownPackage[], wanted: string): KnownPackage | Trouble {
  const word = wanted.toLowerCase()
  const lines = packages.filter(({ kind }) => kind === 'pppoe')
  const match = (['code', 'name', 'profile'] as const).flatMap((field) =>
    lines.filter((one) => one[field].toLowerCase() === word),
  )[0]
  if (match) return match
  const codes = lines.map(({ code }) => code).join(', ')
  return trouble('package', codes ? `${wanted} (${codes})` : wanted)
}

async function placeOf(
  deps: Needs,
  { id: packageId }: KnownPackage,
  name: string | null,
): Promise<{ packageId: number; router: RouterRow } | Trouble> {
  const named = name === null ? undefined : await findRouter(deps.db, name)
  if (name !== null && !named) return trouble('router', name)
  const chosen = await getLinePackage(deps.db, packageId)
  if (!chosen) return trouble('package', packageId)
  try {
    const routerId = await chooseLineRouter(deps, { chosen, routerId: named?.id })
    const router = await getRouter(deps.db, routerId)
    return router ? { packageId, router } : trouble('router', name)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code === 'profile.unknown'
      ? trouble('profile', `${chosen.profile} @ ${named?.name ?? '?'}`)
      : trouble('router', named?.name ?? chosen.name)
  }
}

type Standing = Map<number, Map<string, StandingUser>>

async function usersOnRouters(deps: Needs, placed: Placed[]): Promise<Standing | ImportFailure> {
  const standing: Standing = new Map()
  for (const { router } of placed) {
    if (standing.has(router.id)) continue
    try {
      const users = await listForeignUsers(deps, router, 'ppp')
      standing.set(router.id, new Map(users.map((user) => [user.name.toLowerCase(), user])))
    } catch (error) {
      const failure = awayBecause(error, router)
      if (!failure) throw error
      return failure
    }
  }
  return standing
}

type Known = {
  standing: Standing
  lines: Map<string, { phones: string[] }>
  addresses: Map<string, string>
  /** Where each user and each address was met first in this list. */
  places: Map<string, number>
}

function settle(
  { secrets }: Pick<Needs, 'secrets'>,
  { row, said, packageId, router }: Placed,
  { standing, lines, addresses, places }: Known,
): JudgedRow<LineRow> {
  const { password: typed, package: _package, router: _router, ...line } = said
  const name = said.username.toLowerCase()
  const before = places.get(name)
  places.set(name, before ?? row.place)
  if (before !== undefined) return judged(row, 'bad', trouble('username_twice', before))

  const user = standing.get(router.id)?.get(name)
  const username = user?.name ?? said.username
  const staticAddress = user ? user.remoteAddress : said.staticAddress
  const whole = {
    ...line,
    username,
    staticAddress,
    packageId,
    routerId: router.id,
    onRouter: user !== undefined,
  }
  const living = lines.get(name)
  if (living) {
    return living.phones.includes(said.phone)
      ? judged(row, 'known', { row: whole })
      : judged(row, 'bad', trouble('username_taken', said.username))
  }
  if (!user && refused(() => checkUsername(username))) {
    return judged(row, 'bad', trouble('username', username))
  }
  const place = `${router.id}:${staticAddress}`
  const holder = staticAddress === null ? undefined : addresses.get(place)
  if (holder) return judged(row, 'bad', trouble('address_taken', `${staticAddress} (${holder})`))
  if (staticAddress !== null) addresses.set(place, username)

  // What works on the modem today goes on working.
  const password = user?.password ?? typed
  if (password === null) return judged(row, 'bad', trouble('no_password', username))
  return judged(row, 'new', { row: whole, secret: secrets.seal(password) })
}

function refused(check: () => unknown): boolean {
  try {
    check()
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}
