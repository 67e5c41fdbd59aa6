import { type Day, dayOf } from '../day.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import type { SentFile } from '../media/sent-file.ts'
import { chooseRouter } from '../routers/choose-router.ts'
import { Refusal } from '../refusal.ts'
import type { SheetWords } from './draw-sheet.ts'
import type { SheetKind } from './import.ts'
import { insertImport } from './import-queries.ts'
import { endOfMonth } from './read-cells.ts'

type Asked = {
  conversationId: number
  by: number
  /** Lines that say nothing themselves are paid until then; undefined: the end of this month. */
  paidUntil: Day | undefined
  /** Stands on invoices of opening debts. */
  reason: string
  words: SheetWords
}

type Needs = Pick<Deps, 'db' | 'now' | 'wake' | 'business'> & Correlated

/** Somebody sent a list. It is read in a while, and nothing of it is done before a yes. */
export async function requestImport(
  deps: Needs,
  { kind, file, words, ...asked }: Asked & { kind: SheetKind; file: SentFile },
): Promise<{ importId: number }> {
  const importId = await insert(deps, { kind, routerId: null, ...asked })
  const askedAt = deps.now().toISOString()
  await later(deps, { kind: 'import.read', importId, file, words, askedAt })
  return { importId }
}

/** Somebody wants what stands on a router taken over. */
export async function requestRouterImport(
  deps: Needs,
  { router: name, words, ...asked }: Asked & { router: string },
): Promise<{ importId: number; router: string }> {
  const router = await chooseRouter(deps, name)
  if (router.version === null) throw new Refusal('router.not_checked', { name: router.name })
  if (router.state === 'maintenance') {
    throw new Refusal('router.in_maintenance', { name: router.name })
  }
  const importId = await insert(deps, { kind: 'router', routerId: router.id, ...asked })
  await later(deps, { kind: 'import.look', importId, words })
  return { importId, router: router.name }
}

function insert(
  { db, now, business }: Needs,
  one: Omit<Asked, 'words'> & { kind: SheetKind | 'router'; routerId: number | null },
) {
  const at = now()
  const { kind, routerId, conversationId, by, reason } = one
  const paidUntil = one.paidUntil ?? endOfMonth(dayOf(at, business.timeZone))
  const plan = { reason, paidUntil, packages: {}, unmarked: false, made: {} }
  return insertImport(db, { kind, routerId, conversationId, by, plan, at })
}
