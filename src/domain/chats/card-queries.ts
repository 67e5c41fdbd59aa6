import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { CustomerTopicCard } from './card.ts'

type CardRow = Omit<CustomerTopicCard, 'conversationId' | 'holder'> & {
  since: Date | null
  onPhone: boolean
  heldBy: number | null
}

export async function selectCard(
  db: Db,
  { conversationId, messagesSince }: { conversationId: number; messagesSince: Date },
): Promise<CardRow | undefined> {
  const result = await sql<CardRow>`
    select p.name, coalesce(p.language, 'id') as language,
      p.opted_out_at is not null as "optedOut",
      (select value from identities i where i.person_id = p.id and i.kind = 'phone'
        order by i.account_id limit 1) as phone,
      concat_ws(' · ', coalesce(a.title, a.name), a.phone) as "writesTo",
      c.human_since as since, c.human_by as "heldBy", c.human_on_phone as "onPhone",
      (select name from people where id = c.human_by) as "holderName",
      (select coalesce(jsonb_agg(jsonb_build_object('username', s.username, 'package', k.name,
          'state', s.state) order by s.id), '[]')
        from (select * from subscriptions where person_id = p.id and state <> 'stopped'
          order by id limit 5) s join packages k on k.id = s.package_id) as lines,
      (select count(*)::int from invoices i where i.person_id = p.id
        and i.state in ('open', 'partial')) as "openInvoices",
      (select coalesce(sum(i.total_rupiah - i.applied_rupiah), 0)::bigint from invoices i
        where i.person_id = p.id and i.state in ('open', 'partial')) as "openRupiah",
      (select coalesce(sum(w.balance), 0)::bigint from accounts w
        where w.owner = any(wallet_owners(p.id)) and w.purpose = 'wallet' and w.currency = 'IDR') as "walletRupiah",
      (select count(*)::int from vouchers v join orders o on o.id = v.order_id
        where o.person_id = p.id and v.state in ('sold', 'active')) as vouchers,
      (select jsonb_build_object('stage', l.stage, 'score', l.score, 'departure', d.package_name,
          'departsOn', d.departs_on)
        from leads l left join departures d on d.id = l.departure_id
        where l.conversation_id = c.id order by l.id desc limit 1) as lead,
      (select count(*)::int from inbox i where i.account_id = c.account_id and i.chat = c.chat
        and i.kind = 'message' and i.received_at > ${messagesSince}) as messages
    from conversations c join channel_accounts a on a.id = c.account_id
    left join people p on p.id = c.person_id
    where c.id = ${conversationId}`.execute(db)
  return result.rows[0]
}
