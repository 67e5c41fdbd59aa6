import { type Selectable, sql } from 'kysely'
import type { SentFile } from '../media/sent-file.ts'
import type { FileRef } from '../messages/message.ts'
import type { Db, Tables } from '../tables.ts'
import { titleOf } from './mutation-queries.ts'
import type { AwaitedItem } from './proof.ts'

export type ProofRow = Selectable<Tables['payment_proofs']>

const MOST = 3
/** Money that came late, or was looked for too early. */
const RECENT = sql`interval '48 hours'`

type Asked = { personId: number; at: Date }

/** Transfers he was told an amount for, whose goods still wait for the money; the newest first. */
export async function awaitedTransfers(db: Db, { personId, at }: Asked): Promise<AwaitedItem[]> {
  const { rows } = await sql<Extract<AwaitedItem, { kind: 'charge' }>>`
    select 'charge' as kind, c.id, ${titleOf('c')} as title, c.amount_rupiah as "amountRupiah",
      c.account, c.state = 'failed' as declined
    from charges c ${waitsFor(personId)}
    where c.account is not null and c.state <> 'paid'
      and c.expires_at > ${at}::timestamptz - ${RECENT}
    order by c.id desc limit ${MOST}`.execute(db)
  return rows
}

/** Charges a gateway can be asked about. */
export async function askableCharges(db: Db, { personId, at }: Asked): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.id from charges c ${waitsFor(personId)}
    where c.account is null and c.asked_at is not null
      and c.state in ('pending', 'unknown', 'expired')
      and c.expires_at > ${at}::timestamptz - ${RECENT}
    order by c.id desc limit ${MOST}`.execute(db)
  return rows.map(({ id }) => id)
}

function waitsFor(personId: number) {
  return sql`join lateral (
      select from orders o where o.id = c.order_id and o.person_id = ${personId}
        and o.state in ('open', 'expired')
      union all
      select from invoices i where i.id = c.invoice_id and i.person_id = ${personId}
        and i.state in ('open', 'partial', 'carried')
    ) waits on true`
}

/** What he owes, and what he ordered and has not paid. */
export async function awaitedOthers(db: Db, { personId, at }: Asked): Promise<AwaitedItem[]> {
  const { rows } = await sql<Extract<AwaitedItem, { kind: 'invoice' | 'order' }>>`
    (select 'invoice' as kind, i.id, i.number as title,
        i.total_rupiah - i.applied_rupiah as "amountRupiah"
      from invoices i where i.person_id = ${personId} and i.state in ('open', 'partial')
      order by i.owed_since, i.id limit ${MOST})
    union all
    (select 'order', o.id, coalesce(k.name, 'Deposit'), o.amount_rupiah - o.applied_rupiah
      from orders o left join packages k on k.id = o.package_id
      where o.person_id = ${personId} and o.state = 'open' and o.expires_at > ${at}
      order by o.id desc limit ${MOST})`.execute(db)
  return rows
}

/** One for each thing to pay: another picture takes the place of the first, and asks again. */
export async function insertProof(
  db: Db,
  proof: {
    personId: number
    conversationId: number
    item: Pick<AwaitedItem, 'kind' | 'id'>
    caption: string
    sent: SentFile
    at: Date
  },
): Promise<{ id: number; photos: number }> {
  const column = `${proof.item.kind}_id` as const
  return db
    .insertInto('payment_proofs')
    .values({
      person_id: proof.personId,
      conversation_id: proof.conversationId,
      charge_id: null,
      invoice_id: null,
      order_id: null,
      [column]: proof.item.id,
      caption: proof.caption,
      sent: JSON.stringify(proof.sent),
      sent_at: proof.at,
    })
    .onConflict((conflict) =>
      conflict.column(column).doUpdateSet((row) => ({
        photos: sql<number>`payment_proofs.photos + 1`,
        caption: sql<string>`coalesce(nullif(excluded.caption, ''), payment_proofs.caption)`,
        sent: row.ref('excluded.sent'),
        sent_at: row.ref('excluded.sent_at'),
        conversation_id: row.ref('excluded.conversation_id'),
        decided_at: null,
        decided_by: null,
      })),
    )
    .returning(['id', 'photos'])
    .executeTakeFirstOrThrow()
}

export async function readProof(db: Db, id: number) {
  return db
    .selectFrom('payment_proofs')
    .innerJoin('people', 'people.id', 'payment_proofs.person_id')
    .where('payment_proofs.id', '=', id)
    .selectAll('payment_proofs')
    .select('people.name as customer')
    .executeTakeFirst()
}

export async function lockProof(db: Db, id: number): Promise<ProofRow | undefined> {
  return db
    .selectFrom('payment_proofs')
    .where('id', '=', id)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Nothing where a newer picture came meanwhile. */
export async function setProofFile(
  db: Db,
  id: number,
  { sent, file }: { sent: SentFile; file: FileRef },
) {
  const { numUpdatedRows } = await db
    .updateTable('payment_proofs')
    .set({ file: JSON.stringify(file) })
    .where('id', '=', id)
    .where(sql<boolean>`sent ->> 'ref' = ${sent.ref}`)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function setProofDecided(db: Db, id: number, { by, at }: { by: number; at: Date }) {
  await db
    .updateTable('payment_proofs')
    .set({ decided_at: at, decided_by: by })
    .where('id', '=', id)
    .execute()
}
