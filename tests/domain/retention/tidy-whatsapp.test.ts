import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { tidyWhatsApp } from '../../../src/domain/retention/tidy-whatsapp.ts'
import { numbers } from '../sending/numbers.ts'

test('what nobody asks for any more goes, however much it is, and the rest stays', async () => {
  const { db, deps, number } = await numbers()
  const { accountId } = await number('baileys', 'toko')
  await sql`insert into wa_sent (account_id, provider_id, chat, proto, sent_at)
    select ${accountId}, 'p' || g, '6281', '', now() - interval '31 days' from generate_series(1, 12000) g`.execute(
    db,
  )
  await sql`insert into wa_sent (account_id, provider_id, chat, proto) values (${accountId}, 'new', '6281', '')`.execute(
    db,
  )
  await sql`insert into wa_archive (account_id, because, value, archived_at)
    values (${accountId}, 'old', '', now() - interval '91 days'), (${accountId}, 'new', '', now())`.execute(
    db,
  )
  await sql`insert into cloud_media (account_id, file_key, media_id, expires_at)
    values (${accountId}, 'old', 'm', now() - interval '1 s'), (${accountId}, 'new', 'm', now() + interval '1 day')`.execute(
    db,
  )
  await tidyWhatsApp(deps)
  const { rows } = await sql`
    select (select array_agg(provider_id) from wa_sent) as sent,
      (select array_agg(because) from wa_archive) as archived,
      (select array_agg(file_key) from cloud_media) as uploads`.execute(db)
  expect(rows).toEqual([{ sent: ['new'], archived: ['new'], uploads: ['new'] }])
})
