import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { insertPairing } from './pairing-queries.ts'
import { type LinkedChannel, MAX_SESSIONS, nameOf, plainName } from './session.ts'
import { giveNameUp, insertSession, lockNames, selectNames } from './session-queries.ts'

/**
 * A number that waits for its phone: whoever keeps the sockets sees it, and each QR goes to
 * `conversationId`, into the message of `slot`.
 */
export function addSession(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  wish: {
    channel: LinkedChannel
    name: string
    title?: string | null
    by: number
    conversationId: number
    slot?: string
  },
): Promise<{ id: number; name: string; slot: string }> {
  return inTransaction(deps, async (deps) => {
    const name = plainName(wish.name)
    if (name === undefined) throw new Refusal('session.bad_name', { name: wish.name })
    const title = wish.title?.trim() || (wish.name.trim() === name ? null : wish.name.trim())
    await lockNames(deps.db)
    await takeName(deps, { name, title, channel: wish.channel })
    const at = deps.now()
    const id = await insertSession(deps.db, { channel: wish.channel, name, title, at })
    const slot = wish.slot ?? qrSlot(id, at)
    const { conversationId, by } = wish
    await insertPairing(deps.db, { accountId: id, conversationId, by, slot, at })
    await recordAudit(deps, {
      by,
      action: 'session.added',
      subject: `session:${id}`,
      after: { channel: wish.channel, name, title },
    })
    return { id, name: title ?? name, slot }
  })
}

/** Of one pairing: a QR of last week is far up in the chat. */
export function qrSlot(accountId: number, at: Date) {
  return `session-qr:${accountId}:${at.getTime()}`
}

async function takeName(
  deps: Pick<Deps, 'db'>,
  wish: { channel: LinkedChannel; name: string; title: string | null },
) {
  const all = await selectNames(deps.db)
  const here = all.filter(({ state }) => state !== 'removed')
  const called = new Set([wish.name, wish.title?.toLowerCase() ?? wish.name])
  const taken = here.find((one) => called.has(one.name) || called.has(nameOf(one).toLowerCase()))
  if (taken) throw new Refusal('session.taken_name', { name: nameOf(taken) })
  if (here.filter(({ channel }) => channel !== 'cloud').length >= MAX_SESSIONS) {
    throw new Refusal('session.too_many', { max: MAX_SESSIONS })
  }
  const gone = all.find(({ channel, name }) => channel === wish.channel && name === wish.name)
  if (gone) await giveNameUp(deps.db, gone.id)
}
