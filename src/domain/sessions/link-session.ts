import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { readPhone } from '../people/phone.ts'
import { tell } from '../messages/tell.ts'
import { endPairing } from './pairing-queries.ts'
import { nameOf } from './session.ts'
import { type AccountRow, selectTwin, setLine, setLinked, setState } from './session-queries.ts'
import { beginTrouble } from './tell-trouble.ts'

type LinkDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'log' | 'business'> & Correlated

/** The line is open. False: it is not to be; whoever owns it sees so and closes it. */
export async function noteLinked(
  deps: LinkDeps,
  session: AccountRow,
  news: { phone: string | null; firstTime: boolean },
): Promise<boolean> {
  const accountId = session.id
  const at = deps.now()
  const phone = news.phone === null ? null : inFull(news.phone)
  if (session.state !== 'on' && session.state !== 'pairing') return false
  if (phone !== null && (await refuseTwin(deps, session, phone))) return false
  const connectedAt = session.connection === 'open' ? undefined : at
  await setLine(deps.db, {
    accountId,
    connection: 'open',
    detail: null,
    ...(connectedAt && { connectedAt }),
  })
  // A number we have not written from before is warmed up; one that only lost its link is not.
  const isNew =
    news.firstTime && (session.phone === null || (phone ?? session.phone) !== session.phone)
  const warmFrom = isNew ? at : session.warm_from
  await setLinked(deps.db, { accountId, phone, warmFrom })
  const pairing = await endPairing(deps.db, { accountId, at })
  if (session.state === 'pairing') {
    await setState(deps.db, { accountId, state: 'on', at })
    await recordAudit(deps, {
      by: pairing?.asked_by ?? null,
      action: 'session.paired',
      subject: `session:${accountId}`,
      after: { phone: phone && masked(phone) },
    })
  }
  if (pairing?.conversation_id != null) {
    await tell(deps, pairing.conversation_id, {
      code: 'session.paired',
      details: { accountId, name: nameOf(session), phone: phone ?? session.phone },
      slot: pairing.slot,
      priority: 'high',
    })
  }
  return true
}

/** Nobody scanned in time: it rests until somebody asks again. */
export async function expirePairing(deps: LinkDeps, session: AccountRow) {
  const accountId = session.id
  if (session.state !== 'pairing') return
  const at = deps.now()
  await setLine(deps.db, { accountId, connection: 'closed', detail: null, connectedAt: null })
  await setState(deps.db, { accountId, state: 'unlinked', at })
  const pairing = await endPairing(deps.db, { accountId, at })
  await recordAudit(deps, {
    by: null,
    action: 'session.pairing_expired',
    subject: `session:${accountId}`,
  })
  if (pairing?.conversation_id == null) {
    return beginTrouble(deps, session, { kind: 'logged_out' })
  }
  const { slot } = pairing
  await tell(deps, pairing.conversation_id, {
    code: 'session.qr_expired',
    details: { accountId, name: nameOf(session), slot },
    slot,
  })
}

/** Two lines to one phone would both answer every customer. */
async function refuseTwin(deps: LinkDeps, session: AccountRow, phone: string): Promise<boolean> {
  const accountId = session.id
  const twin = await selectTwin(deps.db, { accountId, phone })
  if (!twin) return false
  const at = deps.now()
  await setLine(deps.db, { accountId, connection: 'closed', detail: 'twin', connectedAt: null })
  await setState(deps.db, { accountId, state: 'unlinked', at })
  const pairing = await endPairing(deps.db, { accountId, at })
  await recordAudit(deps, {
    by: null,
    action: 'session.twin',
    subject: `session:${accountId}`,
    after: { other: twin.name },
  })
  if (pairing?.conversation_id != null) {
    await tell(deps, pairing.conversation_id, {
      code: 'session.twin',
      details: { accountId, name: nameOf(session), phone, other: nameOf(twin) },
      slot: pairing.slot,
    })
  }
  return true
}

/** Channels say it with or without the plus. */
function inFull(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '')
  return readPhone(`+${digits}`) ?? `+${digits}`
}

function masked(phone: string) {
  return `${phone.slice(0, 5)}…${phone.slice(-3)}`
}
