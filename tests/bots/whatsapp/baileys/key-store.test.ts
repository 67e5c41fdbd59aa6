import { BufferJSON, initAuthCreds, proto } from '@whiskeysockets/baileys'
import { expect, test } from 'vitest'
import { openKeys, putKeysAway } from '../../../../src/bots/whatsapp/baileys/key-store.ts'
import { loadBaileys } from '../../../../src/bots/whatsapp/baileys/library.ts'
import { createSecrets } from '../../../../src/adapters/secrets/secrets.ts'
import { claimSession } from '../../../../src/domain/sessions/lease-session.ts'
import type { Db } from '../../../../src/domain/tables.ts'
import { testDb } from '../../../support/test-db.ts'
import { addAccount, secrets } from './shop.ts'

const library = await loadBaileys()

async function keysOf(db: Db, { owner = 'one', accountId = 0 } = {}) {
  const id = accountId || (await addAccount(db))
  const claimed = await claimSession({ db }, { accountId: id, owner, lastsSeconds: 10 })
  const lost: string[] = []
  const fence = claimed?.fence ?? 0
  const open = (given = secrets) =>
    openKeys(
      { db, secrets: given },
      { accountId: id, fence, library, onLost: () => void lost.push(owner), patienceMs: 0 },
    )
  return { accountId: id, keys: await open(), open, lost }
}

async function takeAway(db: Db, accountId: number) {
  await db
    .updateTable('session_leases')
    .set({ until: new Date(0) })
    .execute()
  return claimSession({ db }, { accountId, owner: 'two', lastsSeconds: 10 })
}

test('keys are read as they were written, of every kind the library has or will have', async () => {
  const db = await testDb()
  const { keys, open } = await keysOf(db)
  const session = new Uint8Array([1, 2, 3])
  const sync = proto.Message.AppStateSyncKeyData.fromObject({ keyData: Buffer.from('abc') })
  await keys.auth.keys.set({
    session: { a: session },
    'app-state-sync-key': { k: sync },
    tctoken: { __index: { token: Buffer.from('[]') } },
    ...({ 'of-tomorrow': { x: { y: Buffer.from('z') } } } as object),
  })
  const again = await open()
  const read = await again.auth.keys.get('session', ['a', 'b'])
  expect(Buffer.from(read['a'] ?? [])).toEqual(Buffer.from(session))
  expect(Object.keys(read)).toEqual(['a'])
  const { k } = await again.auth.keys.get('app-state-sync-key', ['k'])
  expect(k).toBeInstanceOf(proto.Message.AppStateSyncKeyData)
  const rows = await db.selectFrom('wa_keys').select(['type', 'format', 'value']).execute()
  expect(rows.map(({ type }) => type)).toContain('of-tomorrow')
  expect(rows.every(({ format }) => format === 1)).toBe(true)
})

test('null takes a key away, also from what was read before', async () => {
  const { keys, open } = await keysOf(await testDb())
  await keys.auth.keys.set({ session: { a: new Uint8Array([1]) } })
  await keys.auth.keys.get('session', ['a'])
  await keys.auth.keys.set({ session: { a: null } })
  expect(await keys.auth.keys.get('session', ['a'])).toEqual({})
  expect(await (await open()).auth.keys.get('session', ['a'])).toEqual({})
})

test('an owner that lost the session writes nothing and is told', async () => {
  const db = await testDb()
  const { accountId, keys, lost } = await keysOf(db)
  await keys.auth.keys.set({ session: { a: new Uint8Array([1]) } })
  await takeAway(db, accountId)
  const written = keys.auth.keys.set({
    session: { a: new Uint8Array([2]), b: new Uint8Array([3]) },
  })
  await expect(written).rejects.toMatchObject({ name: 'LostSession' })
  await expect(keys.saveCreds({ registered: true })).rejects.toMatchObject({ name: 'LostSession' })
  expect(lost.length).toBeGreaterThan(0)
  expect(await db.selectFrom('wa_keys').select('id').execute()).toEqual([{ id: 'a' }])
  // What was refused is not remembered as if it were there.
  const { a } = await keys.auth.keys.get('session', ['a'])
  expect([...(a ?? [])]).toEqual([1])
})

test('a write is all or nothing', async () => {
  const db = await testDb()
  const { keys } = await keysOf(db)
  const bad = { a: new Uint8Array([1]), ['\u0000']: new Uint8Array([2]) }
  await expect(keys.auth.keys.set({ session: bad })).rejects.toThrow('invalid byte sequence')
  expect(await db.selectFrom('wa_keys').selectAll().execute()).toEqual([])
  expect(await keys.auth.keys.get('session', ['a'])).toEqual({})
})

test('credentials are merged and written whole, in order', async () => {
  const { keys, open } = await keysOf(await testDb())
  const first = keys.saveCreds({ me: { id: '6281:1@s.whatsapp.net', name: 'Toko' } })
  const second = keys.saveCreds({ nextPreKeyId: 77 })
  await Promise.all([first, second, keys.stored()])
  const { creds } = (await open()).auth
  expect(creds).toMatchObject({ nextPreKeyId: 77, me: { name: 'Toko' } })
  expect(JSON.stringify(creds.noiseKey, BufferJSON.replacer)).toBe(
    JSON.stringify(keys.auth.creds.noiseKey, BufferJSON.replacer),
  )
})

test('keys of another SECRET_KEY are bad keys, not a new number', async () => {
  const { keys, open } = await keysOf(await testDb())
  await keys.saveCreds(initAuthCreds())
  const other = createSecrets(Buffer.alloc(32, 9).toString('base64'))
  await expect(open(other)).rejects.toMatchObject({ name: 'BadKeys' })
})

test('what is put away is archived once', async () => {
  const db = await testDb()
  const { accountId, keys } = await keysOf(db)
  await keys.saveCreds({ registered: true })
  await keys.auth.keys.set({ session: { a: new Uint8Array([1]) } })
  await putKeysAway({ db }, { accountId, because: 'unlinked' })
  await putKeysAway({ db }, { accountId, because: 'unlinked' })
  expect(await db.selectFrom('wa_archive').select('because').execute()).toEqual([
    { because: 'unlinked' },
  ])
  expect(await db.selectFrom('wa_keys').selectAll().execute()).toEqual([])
})
