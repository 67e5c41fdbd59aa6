import { expect, test } from 'vitest'
import { talk } from '../support/talk.ts'

test('/batal closes what was asked, and says so where nothing was', async () => {
  const { staff } = await talk()
  const siti = await staff()
  await siti.say('/batal')
  expect(siti.sent().at(-1)?.text).toBe('Tidak ada yang perlu dibatalkan.')
  await siti.say('/voucher')
  await siti.say('/batal@wicara_bot')
  expect(siti.sent().at(-1)?.text).toContain('dibatalkan. Tidak ada yang berubah')
  await siti.say('/cancel')
  expect(siti.sent().at(-1)?.text).toBe('Tidak ada yang perlu dibatalkan.')
})

test('whoever just took a chat and writes to the bot is told how to answer the customer', async () => {
  const { customer, staff, deps } = await talk()
  const siti = await staff()
  await siti.say('halo bu maya')
  expect(siti.sent().at(-1)?.text).toContain('Belum saya mengerti. Ketik')
  const maya = customer('62813')
  await maya.say('admin')
  await deps.db
    .updateTable('people')
    .set({ name: 'Maya' })
    .where(
      'id',
      'in',
      deps.db.selectFrom('conversations').where('chat', '=', '62813').select('person_id'),
    )
    .execute()
  await siti.say('/chat ambil maya')
  await siti.say('halo bu maya')
  expect(siti.sent().at(-1)?.text).toContain('Untuk menjawab Maya, balas (reply) pesannya')
})
