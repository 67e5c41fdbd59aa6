import type { SheetKind } from './import.ts'

export type ColumnName =
  | 'name'
  | 'phone'
  | 'address'
  | 'note'
  | 'credit'
  | 'debt'
  | 'code'
  | 'kind'
  | 'price'
  | 'cost'
  | 'resellerPrice'
  | 'profile'
  | 'periodDays'
  | 'isolirProfile'
  | 'onlineHours'
  | 'lifeDays'
  | 'quotaMegabytes'
  | 'devices'
  | 'router'
  | 'username'
  | 'password'
  | 'package'
  | 'staticAddress'
  | 'startedOn'
  | 'paidUntil'

/** In the order of the template. */
export const COLUMNS: Record<SheetKind, readonly ColumnName[]> = {
  customers: ['name', 'phone', 'address', 'note', 'credit', 'debt'],
  packages: [
    'code',
    'name',
    'price',
    'profile',
    'kind',
    'cost',
    'resellerPrice',
    'periodDays',
    'isolirProfile',
    'onlineHours',
    'lifeDays',
    'quotaMegabytes',
    'devices',
    'router',
  ],
  pppoe: [
    'name',
    'phone',
    'address',
    'username',
    'password',
    'package',
    'staticAddress',
    'router',
    'startedOn',
    'paidUntil',
    'price',
    'credit',
    'debt',
  ],
}

/** Without these nothing can be made of a row. */
export const NEEDED: Record<SheetKind, readonly ColumnName[]> = {
  customers: ['name', 'phone'],
  packages: ['code', 'price', 'profile'],
  pppoe: ['name', 'phone', 'username', 'package'],
}

/**
 * How people head their columns, in this order: "nomor HP pelanggan" is a phone and no name,
 * "user pppoe" a user, "harga reseller" not the price.
 */
const HEADS: [ColumnName, RegExp][] = [
  [
    'phone',
    /\b(hp|wa|whatsapp|telp|telepon|telpon|telephone|phone|mobile|handphone|kontak|ponsel)\b/,
  ],
  ['password', /\b(password|passwd|pass|sandi|secret)\b/],
  ['staticAddress', /\b(ip|remote address|alamat ip|ip address)\b/],
  [
    'paidUntil',
    /\b(jatuh tempo|tempo|due|aktif sampai|aktif hingga|masa aktif|berlaku sampai|paid until|lunas sampai|expired?|exp|habis)\b/,
  ],
  [
    'startedOn',
    /\b(aktif|aktivasi|mulai|pasang|instalasi|installed|start(ed)?|since|registrasi|daftar|join(ed)?)\b/,
  ],
  ['debt', /\b(tunggakan|hutang|utang|piutang|debt|owed|arrears|outstanding)\b/],
  ['credit', /\b(saldo|deposit|credit|balance|kelebihan)\b/],
  ['resellerPrice', /\breseller\b/],
  ['cost', /\b(modal|hpp|cost)\b/],
  ['price', /\b(harga|price|tarif|biaya|abonemen)\b/],
  ['isolirProfile', /\b(isolir|isolate|isolation)\b/],
  ['periodDays', /\b(periode|period|siklus|cycle)\b/],
  ['onlineHours', /\b(waktu online|durasi|online|uptime)\b/],
  ['lifeDays', /\b(masa berlaku|berlaku|validity|valid)\b/],
  ['quotaMegabytes', /\b(kuota|quota|data)\b/],
  ['devices', /\b(perangkat|device|devices|shared)\b/],
  ['router', /\b(router|mikrotik|server|nas)\b/],
  ['username', /\b(user|username|pppoe|akun|login|account)\b/],
  ['profile', /\b(profil|profile)\b/],
  ['address', /\b(alamat|address|lokasi|jalan)\b/],
  ['note', /\b(catatan|keterangan|note|notes|remark|remarks)\b/],
  ['code', /\b(kode|code)\b/],
  ['kind', /\b(jenis|tipe|type|kind|layanan)\b/],
  ['package', /\b(paket|package|plan|langganan|produk|product)\b/],
  ['name', /\b(nama|name|pelanggan|customer)\b/],
]

export type Header = { row: number; columns: Map<ColumnName, number> }

/** The row that names the columns, among the first of a sheet; the one that names most of them. */
export function findHeader(rows: string[][], kind: SheetKind): Header | { missing: ColumnName[] } {
  const found = rows
    .slice(0, LOOKED_THROUGH)
    .map((cells, row) => ({ row, columns: columnsOf(cells, kind) }))
    .toSorted((a, b) => missingOf(a, kind).length - missingOf(b, kind).length)
  const [best] = found
  if (!best) return { missing: [...NEEDED[kind]] }
  const missing = missingOf(best, kind)
  return missing.length === 0 ? best : { missing }
}

const LOOKED_THROUGH = 15
const LONGEST_HEAD = 40

function missingOf({ columns }: Header, kind: SheetKind) {
  return NEEDED[kind].filter((name) => !columns.has(name))
}

function columnsOf(cells: string[], kind: SheetKind): Map<ColumnName, number> {
  const columns = new Map<ColumnName, number>()
  for (const [at, cell] of cells.entries()) {
    if (cell.length > LONGEST_HEAD) continue
    const name = nameOf(cell, kind)
    // "Nama" before "Nama wali": the first one counts.
    if (name && !columns.has(name)) columns.set(name, at)
  }
  return columns
}

function nameOf(cell: string, kind: SheetKind): ColumnName | undefined {
  const text = cell
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  // A number of theirs is nobody's name.
  if (/^(id|no|nomor|number|kode|code) (pelanggan|customer)$/.test(text)) return undefined
  const name = CALLED[kind][text] ?? HEADS.find(([, pattern]) => pattern.test(text))?.[0]
  return name && COLUMNS[kind].includes(name) ? name : undefined
}

/** What means something else in one list than in the others. */
const CALLED: Record<SheetKind, Record<string, ColumnName>> = {
  customers: {},
  packages: {
    paket: 'name',
    package: 'name',
    'nama paket': 'name',
    'package name': 'name',
    'masa aktif': 'lifeDays',
    'masa aktif hari': 'lifeDays',
  },
  pppoe: { profil: 'package', profile: 'package', layanan: 'package', service: 'package' },
}
