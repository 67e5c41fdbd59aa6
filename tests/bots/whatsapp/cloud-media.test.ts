import { expect, test } from 'vitest'
import { createKeptMedia } from '../../../src/bots/whatsapp/cloud/media-queries.ts'
import { testDb } from '../../support/test-db.ts'
import { SITI, soon, whatsappWithDoor } from './open-door.ts'

const brochure = { key: 'b1', name: 'Brosur.pdf', mime: 'application/pdf' }

async function account() {
  const db = await testDb()
  const add = async (name: string) =>
    db
      .insertInto('channel_accounts')
      .values({ channel: 'cloud', name })
      .returning('id')
      .executeTakeFirstOrThrow()
  const [{ id }, { id: other }] = [await add('one'), await add('other')]
  return { db, id, other }
}

const idOf = (body: Record<string, unknown> | undefined) =>
  (body?.['document'] as { id: string } | undefined)?.id

test('a brochure uploaded before a restart is not uploaded again after it', async () => {
  const { db, id } = await account()
  const keptMedia = createKeptMedia(db, id)
  const first = await whatsappWithDoor({ keptMedia })
  const second = await whatsappWithDoor({
    keptMedia,
    graphUrl: first.whatsapp.url,
    token: first.whatsapp.token,
  })
  first.whatsapp.say(SITI, 'minta brosur')
  for (const { door, files } of [first, second]) {
    files.set('b1', Buffer.from('%PDF-1.7'))
    await door.send(SITI, { text: '', file: brochure }, soon())
  }
  const [one, two] = first.whatsapp.posted()
  expect(idOf(one)).toBeDefined()
  expect(idOf(two)).toBe(idOf(one))
})

test('uploads belong to a number, and go once they have expired', async () => {
  const { db, id, other } = await account()
  const [ours, theirs] = [createKeptMedia(db, id), createKeptMedia(db, other)]
  const soonOver = { mediaId: '1', expiresAt: new Date(Date.now() - 1_000) }
  await ours.keep('a', soonOver)
  expect(await theirs.find('a')).toBeUndefined()
  const lasting = { mediaId: '2', expiresAt: new Date(Date.now() + 60_000) }
  await ours.keep('b', lasting)
  expect(await ours.find('a')).toBeUndefined()
  expect(await ours.find('b')).toEqual(lasting)
  await ours.keep('b', { ...lasting, mediaId: '3' })
  expect(await ours.find('b')).toMatchObject({ mediaId: '3' })
})

const away = () => Promise.reject(new Error('away'))

test('a database that is away costs an upload, not the message', async () => {
  const { whatsapp, door, files } = await whatsappWithDoor({
    keptMedia: { find: away, keep: away },
  })
  whatsapp.say(SITI, 'minta brosur')
  files.set('b1', Buffer.from('%PDF-1.7'))
  await door.send(SITI, { text: '', file: brochure }, soon())
  expect(whatsapp.messages(SITI).at(-1)).toMatchObject({ file: { name: 'Brosur.pdf' } })
})
