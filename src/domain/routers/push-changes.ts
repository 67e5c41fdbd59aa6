import type { Deps } from '../deps.ts'
import { Rejected } from '../fault.ts'
import {
  markRefused,
  markSynced,
  type Synced,
  type UserBehind,
  usersBehind,
} from './router-user-queries.ts'
import type { AddAnswer, NewRouterUser, RouterService, RouterTarget } from './routers.ts'

export type Changes = { added: number; changed: number; removed: number }

type Push = {
  target: RouterTarget
  service: RouterService
  /** The list was read in this run: what has no place on the router is not there. */
  fresh: boolean
  /** Called while answers keep coming. */
  onProgress: () => Promise<void>
}

// Between two of these a withdrawn batch stops being added.
const AT_ONCE = 2000

/**
 * Brings what is behind to the router: first what must go, then what changed, then what is new.
 * What a row became is written down while the next answers arrive; nothing is held open.
 */
export async function pushChanges(
  deps: Pick<Deps, 'db' | 'secrets' | 'routers'>,
  push: Push,
): Promise<Changes & { kind: 'done' | 'list first' }> {
  const total: Changes = { added: 0, changed: 0, removed: 0 }
  const { target, service, fresh } = push
  for (;;) {
    const rows = await usersBehind(deps.db, { routerId: target.id, service, limit: AT_ONCE })
    if (rows.length === 0) return { ...total, kind: 'done' }

    const leaving = rows.filter(({ wanted }) => !wanted)
    // It may be there without our knowing its place: an answer was lost.
    if (!fresh && leaving.some((row) => row.router_ref === null)) {
      return { ...total, kind: 'list first' }
    }
    total.removed += await remove(deps, push, leaving)
    const placed = rows.filter((row): row is Placed => row.wanted && row.router_ref !== null)
    const changing = await change(deps, push, placed)
    total.changed += changing.done
    const missing = rows.filter((row) => row.wanted && row.router_ref === null)
    const adding = await add(deps, push, missing)
    total.added += adding.done
    if (changing.unclear || adding.unclear) return { ...total, kind: 'list first' }
  }
}

type Placed = UserBehind & { router_ref: string }

/** A user is gone only when nobody is logged in with it, and no cookie would log him in again. */
async function remove(
  { db, routers }: Pick<Deps, 'db' | 'routers'>,
  { target, service }: Push,
  rows: UserBehind[],
) {
  if (rows.length === 0) return 0
  const refs = rows.flatMap(({ router_ref: ref }) => (ref === null ? [] : [ref]))
  if (refs.length > 0) await routers.removeUsers(target, service, refs)
  await routers.kick(
    target,
    service,
    rows.map(({ name }) => name),
  )
  await markSynced(
    db,
    rows.map(({ id, version }) => ({ id, version, ref: null })),
  )
  return refs.length
}

/** `unclear`: what we thought of the router is not so. */
type Step = { done: number; unclear: boolean }

async function change(
  deps: Pick<Deps, 'db' | 'secrets' | 'routers'>,
  push: Push,
  rows: Placed[],
): Promise<Step> {
  if (rows.length === 0) return { done: 0, unclear: false }
  const { target, service, fresh } = push
  const users = rows.map((row) => ({ ...asNewUser(deps, row), ref: row.router_ref }))
  try {
    await deps.routers.setUsers(target, service, users)
    await kickChanged(deps, push, rows)
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    if (!fresh) return { done: 0, unclear: true }
    const [only, ...others] = rows
    if (only && others.length === 0) {
      await markRefused(deps.db, [{ id: only.id, problem: error.code || 'other' }])
      return { done: 0, unclear: false }
    }
    // One of them is refused; setting the others again does no harm.
    let done = 0
    for (const row of rows) done += (await change(deps, push, [row])).done
    return { done, unclear: false }
  }
  await markSynced(
    deps.db,
    rows.map(({ id, version, router_ref: ref }) => ({ id, version, ref })),
  )
  return { done: rows.length, unclear: false }
}

async function add(
  deps: Pick<Deps, 'db' | 'secrets' | 'routers'>,
  { target, service, fresh, onProgress }: Push,
  rows: UserBehind[],
): Promise<Step> {
  if (rows.length === 0) return { done: 0, unclear: false }
  // Somebody took it away, and whoever was on line with it still is, as he was.
  await kickChanged(deps, { target, service }, rows)
  const waiting = new Map(rows.map((row) => [row.name, row]))
  const book = answerBook(deps, onProgress)
  let unclear = false
  const onAnswer = (answer: AddAnswer) => {
    const row = waiting.get(answer.name)
    if (!row) return
    if (answer.kind === 'added') {
      book.added({ id: row.id, version: row.version, ref: answer.ref })
    } else if (answer.refusal === 'duplicate' && !fresh) {
      // Perhaps ours, from a run whose answer was lost. The list will tell.
      unclear = true
    } else {
      book.refused({ id: row.id, problem: answer.refusal })
    }
  }
  try {
    const users = rows.map((row) => asNewUser(deps, row))
    await deps.routers.addUsers(target, service, users, onAnswer)
  } finally {
    await book.close()
  }
  return { done: book.count(), unclear }
}

/** Ends the sessions that would go on as before. */
async function kickChanged(
  { routers }: Pick<Deps, 'routers'>,
  { target, service }: Pick<Push, 'target' | 'service'>,
  rows: UserBehind[],
) {
  const names = rows.filter((row) => row.must_kick).map(({ name }) => name)
  if (names.length > 0) await routers.kick(target, service, names)
}

const A_PAGE = 250

type Refused = { id: number; problem: string }

/** Writes answers down a page at a time, one page after the other, while more are coming. */
function answerBook({ db }: Pick<Deps, 'db'>, onProgress: () => Promise<void>) {
  let added: Synced[] = []
  let refused: Refused[] = []
  let count = 0
  let writing = Promise.resolve()
  let failure: unknown

  const write = async (page: { added: Synced[]; refused: Refused[] }, before: Promise<void>) => {
    await before
    try {
      await markSynced(db, page.added)
      await markRefused(db, page.refused)
      await onProgress()
    } catch (error) {
      failure ??= error
    }
  }
  const turnPage = () => {
    writing = write({ added, refused }, writing)
    added = []
    refused = []
  }
  const turnWhenFull = () => {
    if (added.length + refused.length >= A_PAGE) turnPage()
  }
  return {
    added(one: Synced) {
      added.push(one)
      count += 1
      turnWhenFull()
    },
    refused(one: Refused) {
      refused.push(one)
      turnWhenFull()
    },
    count: () => count,
    async close() {
      turnPage()
      await writing
      if (failure) throw failure
    },
  }
}

function asNewUser({ secrets }: Pick<Deps, 'secrets'>, row: UserBehind): NewRouterUser {
  return {
    name: row.name,
    password: secrets.open(row.secret),
    profile: row.profile,
    comment: row.comment,
    limitUptimeSeconds: row.limit_uptime_seconds,
    limitBytes: row.limit_bytes,
    disabled: row.disabled,
    remoteAddress: row.remote_address,
  }
}
