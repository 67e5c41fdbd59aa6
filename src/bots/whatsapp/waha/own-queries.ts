import { sql } from 'kysely'
import type { Db } from '../../../domain/tables.ts'

/** A message that left our number, as WAHA tells of it. */
export type Told = { accountId: number; chat: string; providerId: string; text: string }

/**
 * Whether it stands in our outbox, whichever process sent it: by its id, and until the id is stored
 * by the same words to the same chat within a minute. `unsure`: something is on its way there whose
 * words are not written down.
 */
export async function findSaid(
  db: Db,
  { accountId, chat, providerId, text }: Told,
): Promise<'ours' | 'unsure' | undefined> {
  const { rows } = await sql<{ ours: boolean; unsure: boolean }>`
    with lately as (
      select o.state, o.content->'message' as message, o.content->'message'->>'text' as text
      from outbox o join conversations c on c.id = o.conversation_id
      where c.account_id = ${accountId} and c.chat = ${chat}
        and (o.state = 'sending' or (o.state = 'sent' and o.sent_at > now() - interval '1 minute'))
    )
    select exists (
        select from outbox o join conversations c on c.id = o.conversation_id
        where c.account_id = ${accountId} and o.provider_id = ${providerId}
      ) or exists (
        select from lately where not message ? 'reaction' and (text = ${text}
          -- Choices are numbered below the words, and what is long goes in parts.
          or (message ? 'choices' and text <> '' and starts_with(${text}, text))
          or (length(${text}) >= ${LONG_ENOUGH} and strpos(text, ${text}) > 0))
      ) as ours,
      exists (select from lately where message is null and state = 'sending') as unsure`.execute(db)
  const [found] = rows
  if (found?.ours) return 'ours'
  return found?.unsure ? 'unsure' : undefined
}

/** Shorter words are said by people too. */
const LONG_ENOUGH = 40
