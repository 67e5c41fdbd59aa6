import { expect, test } from 'vitest'
import { until } from '../../../support/until.ts'
import { door, keep, linkedShop } from './shop.ts'

const soon = () => AbortSignal.timeout(5_000)

test('a number is paired, hears a customer and is read by him', async () => {
  const { whatsApp, accountId, kept, phone, inbox, db } = await linkedShop()
  const budi = whatsApp.customer({ phone: '6281234567890', name: 'Budi' })
  await budi.sendText(phone, 'Halo, ada paket umroh?')
  const [row] = await until(inbox, (rows) => rows.length === 1)
  expect(row).toMatchObject({
    account_id: accountId,
    chat: '6281234567890',
    kind: 'message',
    inbound: {
      text: 'Halo, ada paket umroh?',
      name: 'Budi',
      from: [
        { kind: 'phone', value: '+6281234567890' },
        { kind: 'lid', value: budi.lid },
      ],
    },
  })
  await until(() => kept.woken.length, 1)

  const { providerId } = await (
    await door(kept, accountId)
  ).send(
    '6281234567890',
    {
      text: 'Ada, Pak',
      choices: [
        { key: 'q.0', label: 'Lihat' },
        { key: 'q.1', label: 'Nanti' },
      ],
    },
    soon(),
    '17:0',
  )
  const [answer] = await until(
    () => budi.received(),
    (all) => all.length === 1,
  )
  expect(answer).toMatchObject({ id: providerId, text: 'Ada, Pak\n\n1. Lihat\n2. Nanti' })
  const sealed = await db.selectFrom('wa_creds').select('value').executeTakeFirstOrThrow()
  expect(sealed.value.toString()).not.toContain('noiseKey')
})

test('another process goes on without a new pairing', async () => {
  const shop = await linkedShop()
  const { whatsApp, db, folder, accountId, phone, kept, inbox } = shop
  const budi = whatsApp.customer({ phone: '6281234567890' })
  await budi.sendText(phone, 'satu')
  await until(inbox, (rows) => rows.length === 1)
  await kept.stop()
  await budi.sendText(phone, 'dua')

  const next = keep({ whatsApp, db, folder })
  await door(next, accountId)
  const rows = await until(inbox, (all) => all.length === 2)
  expect(rows[1]?.inbound).toMatchObject({ text: 'dua' })
  expect(next.told.map(({ kind }) => kind)).not.toContain('qr')
  await (await door(next, accountId)).send('6281234567890', { text: 'tiga' }, soon(), '1:0')
  await until(
    () => budi.received().map(({ text }) => text),
    (texts) => texts.includes('tiga'),
  )
})
