import { type Selectable, sql } from 'kysely'
import type { Db, Tables } from '../tables.ts'
import type {
  ImportKind,
  ImportPlan,
  ImportResult,
  ImportState,
  JudgedRow,
  ProblemLine,
  Unmapped,
} from './import.ts'

export type ImportRow = Omit<Selectable<Tables['imports']>, 'plan'> & { plan: ImportPlan }

export async function insertImport(
  db: Db,
  one: {
    kind: ImportKind
    routerId: number | null
    conversationId: number
    by: number
    plan: ImportPlan
    at: Date
  },
): Promise<number> {
  const { id } = await db
    .insertInto('imports')
    .values({
      kind: one.kind,
      router_id: one.routerId,
      conversation_id: one.conversationId,
      made_by: one.by,
      plan: JSON.stringify(one.plan),
      created_at: one.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findImport(db: Db, id: number): Promise<ImportRow | undefined> {
  const row = await db.selectFrom('imports').where('id', '=', id).selectAll().executeTakeFirst()
  return row && { ...row, plan: row.plan as ImportPlan }
}

/** One who changes an import at a time. */
export async function lockImport(db: Db, id: number): Promise<ImportRow | undefined> {
  const row = await db
    .selectFrom('imports')
    .where('id', '=', id)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && { ...row, plan: row.plan as ImportPlan }
}

export async function savePlan(db: Db, id: number, plan: ImportPlan) {
  await db
    .updateTable('imports')
    .set({ plan: JSON.stringify(plan) })
    .where('id', '=', id)
    .execute()
}

export async function markImport(
  db: Db,
  id: number,
  change: { state: ImportState; problem?: string; result?: ImportResult; doneAt?: Date },
) {
  const { state, problem, result, doneAt } = change
  await db
    .updateTable('imports')
    .set({
      state,
      ...(problem !== undefined && { problem }),
      ...(result && { result: JSON.stringify(result) }),
      ...(doneAt && { done_at: doneAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** Read again, a list takes the place of what was read of it before. */
export async function replaceRows(db: Db, importId: number, rows: JudgedRow[]) {
  await db.deleteFrom('import_rows').where('import_id', '=', importId).execute()
  const list = rows.map(({ place, verdict, problem, about, row, shown, secret }) => ({
    place,
    verdict,
    problem,
    about,
    row: row ?? { name: shown.name ?? shown.username ?? '' },
    secret: secret && `\\x${secret.toString('hex')}`,
  }))
  await sql`
    insert into import_rows (import_id, place, verdict, problem, about, row, secret)
    select ${importId}, place, verdict, problem, about, "row", secret
    from json_to_recordset(${JSON.stringify(list)}::json) as r(
      place integer, verdict text, problem text, about text, "row" jsonb, secret bytea)`.execute(db)
}

export type WaitingRow = { place: number; row: unknown; secret: Buffer | null }

/** The next rows to be done, in their order. Whoever asks holds the import. */
export async function waitingRows(
  db: Db,
  { importId, limit }: { importId: number; limit: number },
): Promise<WaitingRow[]> {
  return db
    .selectFrom('import_rows')
    .where('import_id', '=', importId)
    .where('verdict', '=', 'new')
    .where('outcome', 'is', null)
    .select(['place', 'row', 'secret'])
    .orderBy('place')
    .limit(limit)
    .execute()
}

/** Every row still to be done: of a router, whose users are asked for at once. */
export function allWaitingRows(db: Db, importId: number): Promise<WaitingRow[]> {
  return waitingRows(db, { importId, limit: 1_000_000 })
}

export type Outcome = {
  place: number
  outcome: 'done' | 'known' | 'failed'
  subject?: string
  problem?: string
  about?: string | null
}

export async function recordOutcomes(db: Db, importId: number, outcomes: Outcome[]) {
  await sql`
    update import_rows r set outcome = o.outcome, subject = o.subject, secret = null,
      problem = coalesce(o.problem, r.problem), about = coalesce(o.about, r.about)
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as o(
      place integer, outcome text, subject text, problem text, about text)
    where r.import_id = ${importId} and r.place = o.place`.execute(db)
}

export type Counts = {
  total: number
  fresh: number
  known: number
  bad: number
  left: number
  done: number
  failed: number
  found_known: number
  marked_lines: number
  unmarked_lines: number
  isolated_lines: number
  vouchers: number
}

export async function countRows(db: Db, importId: number): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*)::int as total,
      count(*) filter (where verdict = 'new')::int as fresh,
      count(*) filter (where verdict = 'known')::int as known,
      count(*) filter (where verdict = 'bad')::int as bad,
      count(*) filter (where verdict = 'left')::int as left,
      count(*) filter (where outcome = 'done')::int as done,
      count(*) filter (where outcome = 'failed')::int as failed,
      count(*) filter (where outcome = 'known')::int as found_known,
      count(*) filter (where verdict = 'new' and "row"->>'service' = 'ppp'
        and ("row"->>'marked')::boolean)::int as marked_lines,
      count(*) filter (where verdict = 'new' and "row"->>'service' = 'ppp'
        and not ("row"->>'marked')::boolean)::int as unmarked_lines,
      count(*) filter (where verdict = 'new' and "row"->>'service' = 'ppp'
        and ("row"->>'disabled')::boolean)::int as isolated_lines,
      count(*) filter (where verdict = 'new' and "row"->>'service' = 'hotspot')::int as vouchers
    from import_rows where import_id = ${importId}`.execute(db)
  const [counts] = rows
  if (!counts) throw new Error(`no counts of import ${importId}`)
  return counts
}

/** What is wrong with rows, first those that could not be done. */
export async function problemRows(
  db: Db,
  { importId, limit }: { importId: number; limit: number },
): Promise<ProblemLine[]> {
  const { rows } = await sql<ProblemLine>`
    select place, coalesce("row"->>'name', '') as name, problem, about from import_rows
    where import_id = ${importId} and problem is not null
      and (verdict = 'bad' or outcome = 'failed')
    order by outcome nulls last, place limit ${limit}`.execute(db)
  return rows
}

/** Profiles no one package speaks for, with the packages there are to choose from. */
export async function unmappedProfiles(
  db: Db,
  importId: number,
): Promise<Omit<Unmapped, 'packages'>[]> {
  const { rows } = await sql<Omit<Unmapped, 'packages'>>`
    select "row"->>'service' as service, "row"->>'profile' as profile, count(*)::int as count
    from import_rows
    where import_id = ${importId} and verdict = 'new' and "row"->>'packageId' is null
    group by 1, 2 order by 1 desc, 2`.execute(db)
  return rows
}

/** Passwords of lists that are over, and lists that came to nothing within a day. */
export async function forgetOld(db: Db, { before, at }: { before: Date; at: Date }) {
  await sql`
    with dropped as (
      update imports set state = 'dropped', done_at = ${at}
      where state in ('reading', 'ready', 'running') and created_at < ${before}
      returning id)
    update import_rows r set secret = null
    from imports i
    where r.import_id = i.id and r.secret is not null
      and (i.state in ('done', 'failed', 'dropped') or i.id in (select id from dropped))`.execute(
    db,
  )
}

/** Rows nobody said yes to stay as they are. */
export async function leaveOut(
  db: Db,
  importId: number,
  { unmarked, skipped }: { unmarked: boolean; skipped: string[] },
) {
  await sql`
    update import_rows set verdict = 'left',
      problem = case when ("row"->>'service') || ':' || ("row"->>'profile') = any(${skipped}::text[])
        then 'no_package' else 'unmarked' end
    where import_id = ${importId} and verdict = 'new' and "row" ? 'service' and (
      ("row"->>'service') || ':' || ("row"->>'profile') = any(${skipped}::text[])
        and "row"->>'packageId' is null
      or not ${unmarked} and "row"->>'service' = 'ppp' and not ("row"->>'marked')::boolean)`.execute(
    db,
  )
}
