import type { Deps } from '../deps.ts'
import { checkTerms } from '../packages/package-kind.ts'
import { knownProfiles, routersWithProfile } from '../packages/package-queries.ts'
import { Refusal } from '../refusal.ts'
import { routerNames } from '../routers/router-queries.ts'
import type { JudgedRow, PackageImportRow } from './import.ts'
import { firstTrouble, isTrouble, judged, optional } from './judge.ts'
import { type SheetRow, type Trouble, trouble } from './judge.ts'
import { knownPackageCodes } from './known-queries.ts'
import { readNumberCell, readPriceCell } from './read-cells.ts'

type Needs = Pick<Deps, 'db'>

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u

export async function judgePackages(
  deps: Needs,
  rows: SheetRow[],
): Promise<JudgedRow<PackageImportRow>[]> {
  const known = await knownPackageCodes(deps.db)
  const places = new Map<string, number>()
  const all: JudgedRow<PackageImportRow>[] = []
  for (const row of rows) {
    const read = readPackage(row)
    const found = isTrouble(read) ? read : await placeFor(deps, read, known)
    if (isTrouble(found)) {
      all.push(judged(row, 'bad', found))
      continue
    }
    const before = places.get(found.code)
    places.set(found.code, before ?? row.place)
    if (before !== undefined) all.push(judged(row, 'bad', trouble('code_twice', before)))
    else all.push(judged(row, known.has(found.code) ? 'known' : 'new', { row: found }))
  }
  return all
}

function readPackage({ cells }: SheetRow): PackageImportRow | Trouble {
  const { name, price, profile } = cells
  if (!name) return trouble('missing', 'name')
  if (!price) return trouble('missing', 'price')
  if (!profile) return trouble('missing', 'profile')
  const code = (cells.code ?? slug(name)).toLowerCase()
  if (!CODE.test(code)) return trouble('code', code)
  const kind = optional(cells.kind, readKind, 'package_kind')
  const priceRupiah = optional(price, readPriceCell, 'amount')
  const costRupiah = optional(cells.cost, readPriceCell, 'amount')
  const resellerRupiah = optional(cells.resellerPrice, readPriceCell, 'amount')
  const periodDays = optional(cells.periodDays, readPeriod, 'number')
  const hours = optional(cells.onlineHours, readNumberCell, 'number')
  const days = optional(cells.lifeDays, readNumberCell, 'number')
  const megabytes = optional(cells.quotaMegabytes, readNumberCell, 'number')
  const devices = optional(cells.devices, readDevices, 'number')
  const wrong = firstTrouble(
    kind,
    priceRupiah,
    costRupiah,
    resellerRupiah,
    periodDays,
    hours,
    days,
    megabytes,
    devices,
  )
  if (wrong) return wrong
  return {
    code,
    name: name.slice(0, 60),
    kind: valueOf(kind),
    priceRupiah: valueOf(priceRupiah) ?? 0,
    profile,
    costRupiah: valueOf(costRupiah),
    resellerRupiah: valueOf(resellerRupiah),
    periodDays: valueOf(periodDays) || null,
    isolirProfile: /^(-|tidak|no|none)?$/i.test(cells.isolirProfile ?? '')
      ? null
      : (cells.isolirProfile ?? null),
    onlineSeconds: times(valueOf(hours), 3_600),
    lifeSeconds: times(valueOf(days), 86_400),
    dataBytes: times(valueOf(megabytes), 1_000_000),
    devices: valueOf(devices),
    routers: (cells.router ?? '').split(/[,;]/).flatMap((one) => one.trim() || []),
  }
}

/** Whether the routers have what it needs; what would be refused is said before anything is done. */
async function placeFor(
  { db }: Needs,
  row: PackageImportRow,
  known: ReadonlySet<string>,
): Promise<PackageImportRow | Trouble> {
  if (known.has(row.code)) return row
  const [hotspot, ppp] = await Promise.all([
    routersWithProfile(db, row.profile, 'hotspot'),
    routersWithProfile(db, row.profile, 'ppp'),
  ])
  const kind = row.kind ?? (hotspot.length === 0 && ppp.length > 0 ? 'pppoe' : 'hotspot')
  const having = (kind === 'pppoe' ? ppp : hotspot).map(({ name }) => name.toLowerCase())
  if (having.length === 0) {
    return trouble('profile', `${row.profile} (${(await knownProfiles(db)).join(', ')})`)
  }
  const names = new Set((await routerNames(db)).map((name) => name.toLowerCase()))
  const strange = row.routers.find((name) => !names.has(name.toLowerCase()))
  if (strange) return trouble('router', strange)
  const without = row.routers.find((name) => !having.includes(name.toLowerCase()))
  if (without) return trouble('profile', `${row.profile} @ ${without}`)
  if (row.routers.length === 0 && having.length > 1) {
    return trouble('router_several', having.join(', '))
  }
  try {
    checkTerms(kind, termsOf(row))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return trouble('package_terms', (error as Refusal<'package.not_for_kind'>).details.field)
  }
  return { ...row, kind }
}

/** What of it is said; what is not takes what such packages have. */
export function termsOf(row: PackageImportRow) {
  return {
    ...(row.costRupiah !== null && { cost_rupiah: row.costRupiah }),
    ...(row.resellerRupiah !== null && { reseller_price_rupiah: row.resellerRupiah }),
    ...(row.periodDays !== null && { period_days: row.periodDays }),
    ...(row.isolirProfile !== null && { isolir_profile: row.isolirProfile }),
    ...(row.onlineSeconds !== null && { online_seconds: row.onlineSeconds }),
    ...(row.lifeSeconds !== null && { calendar_seconds: row.lifeSeconds }),
    ...(row.dataBytes !== null && { data_bytes: row.dataBytes }),
    ...(row.devices !== null && { shared_users: row.devices }),
  }
}

function slug(name: string) {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
}

function readKind(text: string): 'hotspot' | 'pppoe' | undefined {
  if (/pppoe|ppp|langganan|rumah/i.test(text)) return 'pppoe'
  return /hotspot|voucher/i.test(text) ? 'hotspot' : undefined
}

function readDevices(text: string): number | undefined {
  const devices = readNumberCell(text)
  return devices && Number.isInteger(devices) && devices <= 1_000 ? devices : undefined
}

/** "1 bulan" is a month, whatever its length: 0. */
function readPeriod(text: string): number | undefined {
  if (/bulan|bln|month/i.test(text)) return 0
  const days = readNumberCell(text)
  return days !== undefined && Number.isInteger(days) && days <= 366 ? days : undefined
}

function valueOf<Value>(read: Value | Trouble): Value | null {
  return typeof read === 'object' && read !== null && isTrouble(read) ? null : read
}

function times(value: number | null, by: number) {
  return value ? Math.round(value * by) : null
}
