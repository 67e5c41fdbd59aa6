import { expect, test } from 'vitest'
import { createInbox } from '../../../src/bots/inbox.ts'
import { knownChatIn } from '../../../src/bots/whatsapp/cloud/known-chat-queries.ts'
import { ensurePerson } from '../../../src/domain/people/ensure-person.ts'
import { world } from '../../support/world.ts'
import { SITI, soon, whatsappWithDoor } from './open-door.ts'

async function shop() {
  const { deps } = await world()
  const { id: accountId } = await deps.db
    .insertInto('channel_accounts')
    .values({ channel: 'cloud', name: '106540352242922' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { whatsapp, door } = await whatsappWithDoor(
    {
      accountId,
      writeDown: createInbox(deps, () => {}),
      knownChat: knownChatIn(deps.db, accountId),
    },
    { statuses: false },
  )
  /** What handling a message does about who it is. */
  async function meet() {
    const rows = await deps.db
      .selectFrom('inbox')
      .select(['conversation_id', 'inbound'])
      .where('kind', '=', 'message')
      .orderBy('id')
      .execute()
    for (const { conversation_id, inbound } of rows) {
      if (conversation_id === null || inbound.kind !== 'message') continue
      const sender = { accountId, conversationId: conversation_id, inbound, isPrivate: true }
      await ensurePerson(deps, sender)
    }
  }
  async function chats() {
    await whatsapp.webhooks.settled()
    await meet()
    const rows = await deps.db.selectFrom('conversations').select('chat').orderBy('id').execute()
    return rows.map(({ chat }) => chat)
  }
  return { deps, whatsapp, door, chats }
}

test('who hides the number in the middle of a talk goes on with it', async () => {
  const { whatsapp, door, chats } = await shop()
  whatsapp.say(SITI, 'halo')
  expect(await chats()).toEqual([SITI])
  whatsapp.introduce(SITI, { hidesNumber: true, username: 'siti' })
  whatsapp.say(SITI, 'ini saya')
  expect(await chats()).toEqual([SITI])
  await door.send(SITI, { text: 'halo lagi' }, soon())
  expect(whatsapp.messages(SITI).at(-1)?.text).toBe('halo lagi')
})

test('who shows the number later keeps the chat that began without', async () => {
  const { whatsapp, chats } = await shop()
  whatsapp.introduce(SITI, { hidesNumber: true, username: 'siti' })
  whatsapp.say(SITI, 'halo')
  const hidden = whatsapp.bsuid(SITI)
  expect(await chats()).toEqual([hidden])
  whatsapp.introduce(SITI, { hidesNumber: false })
  whatsapp.say(SITI, 'ini nomor saya')
  expect(await chats()).toEqual([hidden])
})

test('two who hide their numbers are two', async () => {
  const { whatsapp, chats } = await shop()
  for (const number of [SITI, '628777']) {
    whatsapp.introduce(number, { hidesNumber: true })
    whatsapp.say(number, 'halo')
    await whatsapp.webhooks.settled()
  }
  expect(await chats()).toEqual([whatsapp.bsuid(SITI), whatsapp.bsuid('628777')])
})
