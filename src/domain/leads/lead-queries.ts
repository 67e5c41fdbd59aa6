import { asJsonb } from '../as-jsonb.ts'
import type { Referral } from '../messages/inbound.ts'
import type { Db, LeadStage } from '../tables.ts'
import type { LeadFields } from './lead-fields.ts'

const columns = [
  'id',
  'person_id',
  'conversation_id',
  'source',
  'referral',
  'stage',
  'fields',
  'asked',
  'score',
  'departure_id',
  'brochure_sent_at',
] as const

export type LeadRow = Awaited<ReturnType<typeof getLead>>

export function getLead(db: Db, id: number) {
  return db.selectFrom('leads').where('id', '=', id).select(columns).executeTakeFirstOrThrow()
}

export function findLead(db: Db, id: number) {
  return db.selectFrom('leads').where('id', '=', id).select('id').executeTakeFirst()
}

/** Locked, so that two messages at once do not each forget what the other taught. */
export function findOpenLead(db: Db, conversationId: number) {
  return db
    .selectFrom('leads')
    .where('conversation_id', '=', conversationId)
    .where('stage', 'not in', ['won', 'lost'])
    .select(columns)
    .forUpdate()
    .executeTakeFirst()
}

export async function countOpenLeads(db: Db, conversationId: number) {
  const { leads } = await db
    .selectFrom('leads')
    .where('conversation_id', '=', conversationId)
    .where('stage', 'not in', ['won', 'lost'])
    .select((eb) => eb.fn.countAll<number>().as('leads'))
    .executeTakeFirstOrThrow()
  return leads
}

export function insertLead(
  db: Db,
  lead: {
    personId: number
    conversationId: number
    source: string
    referral: Referral | null
    at: Date
  },
) {
  return db
    .insertInto('leads')
    .values({
      person_id: lead.personId,
      conversation_id: lead.conversationId,
      source: lead.source,
      ad_id: lead.referral?.adId ?? null,
      click_id: lead.referral?.clickId ?? null,
      referral: lead.referral ? asJsonb(lead.referral) : null,
      fields: '{}',
      created_at: lead.at,
      updated_at: lead.at,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
}

export async function updateLead(
  db: Db,
  id: number,
  change: {
    stage?: LeadStage
    fields?: LeadFields
    asked?: string | null
    score?: number
    departureId?: number
    brochureSentAt?: Date
    at: Date
  },
) {
  const { stage, fields, asked, score, departureId, brochureSentAt, at } = change
  await db
    .updateTable('leads')
    .set({
      updated_at: at,
      ...(stage && { stage }),
      ...(fields && { fields: asJsonb(fields) }),
      ...(asked !== undefined && { asked }),
      ...(score !== undefined && { score }),
      ...(departureId !== undefined && { departure_id: departureId }),
      ...(brochureSentAt && { brochure_sent_at: brochureSentAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** Whether this is the first try of a request that succeeds. */
export async function insertBrochure(
  db: Db,
  {
    leadId,
    departureId,
    askedAt,
    at,
  }: { leadId: number; departureId: number; askedAt: Date; at: Date },
) {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('lead_brochures')
    .values({ lead_id: leadId, departure_id: departureId, asked_at: askedAt, sent_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows > 0n
}

export function listLeadRows(db: Db, limit: number) {
  return db
    .selectFrom('leads')
    .innerJoin('people', 'people.id', 'leads.person_id')
    .leftJoin('departures', 'departures.id', 'leads.departure_id')
    .select([
      'leads.id',
      'leads.conversation_id',
      'leads.stage',
      'leads.source',
      'leads.score',
      'leads.fields',
      'leads.created_at',
      'people.name',
      'departures.code as departure',
    ])
    .orderBy('leads.updated_at', 'desc')
    .limit(limit)
    .execute()
}

export async function countByStage(db: Db) {
  return db
    .selectFrom('leads')
    .groupBy('stage')
    .select(['stage', (eb) => eb.fn.countAll<number>().as('leads')])
    .execute()
}

/** How the team can reach the person without us: a phone number, where one is known. */
export async function findPhone(db: Db, personId: number) {
  const row = await db
    .selectFrom('identities')
    .where('person_id', '=', personId)
    .where('kind', '=', 'phone')
    .select('value')
    .executeTakeFirst()
  return row?.value ?? null
}
