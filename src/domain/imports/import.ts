import type { Day } from '../day.ts'
import type { ColumnName } from './columns.ts'

export type ImportKind = 'customers' | 'packages' | 'pppoe' | 'router'
export type SheetKind = Exclude<ImportKind, 'router'>
export type ImportState = 'reading' | 'ready' | 'running' | 'done' | 'failed' | 'dropped'

/** `left`: not for us, and not to be touched. */
export type Verdict = 'new' | 'known' | 'bad' | 'left'

/** Why a row is not brought in. Each has a sentence in every language. */
export type RowProblem =
  | 'missing'
  | 'phone'
  | 'phone_twice'
  | 'amount'
  | 'day'
  | 'number'
  | 'package'
  | 'package_kind'
  | 'package_terms'
  | 'code'
  | 'code_twice'
  | 'username'
  | 'username_twice'
  | 'username_taken'
  | 'no_password'
  | 'address'
  | 'address_taken'
  | 'router'
  | 'router_several'
  | 'profile'
  | 'no_package'
  | 'pool_address'
  | 'not_pppoe'
  | 'no_password_shown'
  | 'unmarked'
  | 'not_a_voucher'
  | 'ended'
  | 'code_taken'
  | 'changed'

/** What an admin chose for the whole list. */
export type ImportPlan = {
  /** Words that stand on invoices of opening debts, in the language of whoever asked. */
  reason: string
  /** Lines that say nothing themselves count as paid until the end of this day. */
  paidUntil: Day
  /** Of a router: which package a profile means; null: its users stay as they are. */
  packages: Record<string, number | null>
  /** Of a router: secrets without a mark too. */
  unmarked: boolean
  /** What was made on the way and is used again: a batch of vouchers, a customer of a comment. */
  made: Record<string, number>
}

export type CustomerRow = {
  name: string
  phone: string
  address: string | null
  note: string | null
  /** Above zero: lies with us. Below: is owed. */
  balanceRupiah: number
}

export type PackageImportRow = {
  code: string
  name: string
  kind: 'hotspot' | 'pppoe' | null
  priceRupiah: number
  profile: string
  costRupiah: number | null
  resellerRupiah: number | null
  periodDays: number | null
  isolirProfile: string | null
  onlineSeconds: number | null
  lifeSeconds: number | null
  dataBytes: number | null
  devices: number | null
  routers: string[]
}

export type LineRow = {
  name: string
  phone: string
  address: string | null
  username: string
  packageId: number
  routerId: number
  staticAddress: string | null
  startedOn: Day | null
  paidUntil: Day | null
  priceRupiah: number | null
  balanceRupiah: number
  /** A secret of this name stands on the router already: it is taken over as it is. */
  onRouter: boolean
}

/** A user on a router, as it was when it was looked at. */
export type UserRow = {
  service: 'hotspot' | 'ppp'
  name: string
  profile: string
  comment: string
  marked: boolean
  disabled: boolean
  /** Undecided where no package has the profile, or several have. */
  packageId: number | null
  /** Of a line. */
  staticAddress: string | null
  customer: { personId: number | null; key: string | null; name: string; phone: string | null }
  /** Of a voucher. */
  priceRupiah: number | null
  costRupiah: number | null
  activatedAt: string | null
  expiresAt: string | null
}

/** What was read of a row, before it is known whether it will do. */
export type Cells = { [Name in ColumnName]?: string }

export type JudgedRow<Row = unknown> = {
  place: number
  verdict: Verdict
  problem: RowProblem | null
  about: string | null
  /** What was written there, for the sheet that is handed back. No password. */
  shown: Cells
  row: Row | null
  secret: Buffer | null
}

/** Why a list could not be read at all. */
export type ImportFailure =
  | { code: 'file'; why: 'too_big' | 'wrong_kind' | 'gone' }
  | { code: 'table.too_big'; limit: 'megabytes' | 'rows' | 'columns'; max: number }
  | { code: 'table.unreadable'; name: string; why: 'kind' | 'locked' | 'broken' }
  | { code: 'no_header'; kind: SheetKind; missing: ColumnName[] }
  | { code: 'empty' }
  /** A RouterRefusal, or `unreachable`. */
  | { code: 'router'; name: string; problem: string }

export type ProblemLine = {
  place: number
  name: string
  problem: RowProblem
  about: string | null
}

/** A profile on a router that no package, or more than one, speaks for. */
export type Unmapped = {
  service: 'hotspot' | 'ppp'
  profile: string
  count: number
  packages: { id: number; name: string }[]
}

/** What a list would do. */
export type ImportSummary = {
  importId: number
  kind: ImportKind
  router: string | null
  total: number
  fresh: number
  known: number
  bad: number
  left: number
  problems: ProblemLine[]
  paidUntil: Day
  /** Of a router. */
  lines: { marked: number; unmarked: number; isolated: number }
  vouchers: number
  unmapped: Unmapped[]
}

/** What it did. */
export type ImportResult = {
  importId: number
  kind: ImportKind
  router: string | null
  done: number
  known: number
  failed: number
  left: number
  problems: ProblemLine[]
}
