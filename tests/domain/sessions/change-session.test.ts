import { describe, expect, test } from 'vitest'
import { addSession } from '../../../src/domain/sessions/add-session.ts'
import {
  pauseSession,
  removeSession,
  renameSession,
  resumeSession,
} from '../../../src/domain/sessions/change-session.ts'
import { listSessions } from '../../../src/domain/sessions/list-sessions.ts'
import { number } from './number.ts'

describe('what the team wants', () => {
  test('changes are made once, and what was changed already is no change', async () => {
    const { deps, accountId, siti, open, audit, now } = await number()
    const by = { accountId, by: siti.id }
    await expect(pauseSession(deps, by)).rejects.toMatchObject({ code: 'session.state' })
    await open()
    expect(await pauseSession(deps, by)).toEqual({ name: 'toko', changed: true })
    expect(await pauseSession(deps, by)).toEqual({ name: 'toko', changed: false })
    expect(await resumeSession(deps, by)).toMatchObject({ changed: true })
    expect(await removeSession(deps, by)).toMatchObject({ changed: true })
    expect(await removeSession(deps, by)).toMatchObject({ changed: false })
    await expect(now()).rejects.toMatchObject({ code: 'session.unknown' })
    await expect(pauseSession(deps, by)).rejects.toMatchObject({ code: 'session.unknown' })
    expect(await audit()).toEqual([
      'session.added',
      'session.paired',
      'session.paused',
      'session.resumed',
      'session.removed',
    ])
  })

  test('what a number sent today and what waits stands in the list, of Cloud numbers too', async () => {
    const { deps, accountId, customer } = await number()
    const { conversationId } = await customer()
    const row = (conversation_id: number) => ({
      conversation_id,
      content: JSON.stringify({ message: { text: 'Tagihan' } }),
      created_at: deps.now(),
    })
    const { id } = await deps.db
      .insertInto('conversations')
      .values({ account_id: accountId, chat: '6281300000001' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const sent = { state: 'sent', sent_at: deps.now() } as const
    await deps.db
      .insertInto('outbox')
      .values([row(id), { ...row(conversationId), ...sent }, row(conversationId)])
      .execute()
    await deps.db
      .insertInto('session_days')
      .values({ account_id: accountId, day: '2026-11-02', sent: 7 })
      .execute()
    expect(await listSessions(deps)).toMatchObject([
      { channel: 'baileys', queued: 1, sentToday: 7 },
      { channel: 'cloud', queued: 1, sentToday: 1, connection: null },
    ])
  })

  test('a late word about a number that is paused changes nothing of what is wanted', async () => {
    const { deps, accountId, siti, open, report, now, notices } = await number()
    await open()
    await pauseSession(deps, { accountId, by: siti.id })
    await open()
    await report({ kind: 'closed', code: 428, reason: 'closed', againInMs: null })
    expect(await now()).toMatchObject({ state: 'paused' })
    expect(await notices('session.back')).toEqual([])
  })

  test('a name is taken once, however many ask for it at the same moment', async () => {
    const { deps, siti } = await number()
    const wish = { channel: 'baileys', by: siti.id, conversationId: siti.conversationId } as const
    const asked = await Promise.allSettled(
      ['CS Dua', 'cs-dua', 'CS  DUA', 'cs dua'].map((name) => addSession(deps, { ...wish, name })),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = asked.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code?: string }).code] : [],
    )
    expect(refused).toEqual(Array.from({ length: 3 }, () => 'session.taken_name'))
  })

  test('there are at most twenty, however many are asked for at the same moment', async () => {
    const { deps, siti } = await number()
    const wish = { channel: 'baileys', by: siti.id, conversationId: siti.conversationId } as const
    const asked = await Promise.allSettled(
      Array.from({ length: 25 }, (_, n) => addSession(deps, { ...wish, name: `nomor-${n}` })),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(19)
    expect((await listSessions(deps)).filter(({ channel }) => channel === 'baileys')).toHaveLength(
      20,
    )
  })

  test('the name of one that was removed is free again, and the old chats stay with the old one', async () => {
    const { deps, accountId, siti } = await number()
    await removeSession(deps, { accountId, by: siti.id })
    const next = await addSession(deps, {
      channel: 'baileys',
      name: 'toko',
      by: siti.id,
      conversationId: siti.conversationId,
    })
    expect(next.id).not.toBe(accountId)
  })

  test('a new name is not one that another number has', async () => {
    const { deps, accountId, siti, now, audit } = await number()
    const by = { accountId, by: siti.id }
    await addSession(deps, {
      channel: 'waha',
      name: 'cs',
      by: siti.id,
      conversationId: siti.conversationId,
    })
    await expect(renameSession(deps, { ...by, title: 'CS' })).rejects.toMatchObject({
      code: 'session.taken_name',
    })
    expect(await renameSession(deps, { ...by, title: 'Toko Utama' })).toMatchObject({
      changed: true,
    })
    expect(await renameSession(deps, { ...by, title: 'Toko Utama' })).toMatchObject({
      changed: false,
    })
    // The plain name still finds it.
    expect(await now()).toMatchObject({ name: 'toko', title: 'Toko Utama' })
    expect(await audit()).toEqual(['session.added', 'session.renamed'])
  })
})
