import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { maskPhone, readPhone } from '../people/phone.ts'
import { tellWhoAsked } from '../messages/tell.ts'
import type { SessionNotices } from '../messages/session-notices.ts'
import { endPairing } from './end-pairing.ts'
import type { Pairing } from './pairing-queries.ts'
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
  // Two lines to one phone would both answer every customer.
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
  const pairing = await endPairing(deps, accountId)
  if (session.state === 'pairing') {
    await setState(deps.db, { accountId, state: 'on', at })
    await recordAudit(deps, {
      by: pairing?.asked_by ?? null,
      action: 'session.paired',
      subject: `session:${accountId}`,
      after: { phone: phone && maskPhone(phone) },
    })
  }
  const again = news.firstTime && session.phone !== null && !isNew
  await tellAsker(deps, pairing, {
    code: 'session.paired',
    details: { accountId, name: nameOf(session), phone: phone ?? session.phone, again },
  })
  return true
}

/** Nobody scanned in time: it rests until somebody asks again. */
export async function expirePairing(deps: LinkDeps, session: AccountRow) {
  const accountId = session.id
  if (session.state !== 'pairing') return
  const at = deps.now()
  await setLine(deps.db, { accountId, connection: 'closed', detail: null })
  await setState(deps.db, { accountId, state: 'unlinked', at })
  const pairing = await endPairing(deps, accountId)
  await recordAudit(deps, {
    by: null,
    action: 'session.pairing_expired',
    subject: `session:${accountId}`,
  })
  const told = await tellAsker(deps, pairing, {
    code: 'session.qr_expired',
    details: { accountId, name: nameOf(session), slot: pairing?.slot ?? '' },
  })
  // Nobody asked for it: somebody has to hear that it needs a phone.
  if (!told) await beginTrouble(deps, session, { kind: 'logged_out' })
}

/** Whether this phone writes for us already; then this line is to end. */
async function refuseTwin(deps: LinkDeps, session: AccountRow, phone: string): Promise<boolean> {
  const accountId = session.id
  const twin = await selectTwin(deps.db, { accountId, phone })
  if (!twin) return false
  const at = deps.now()
  await setLine(deps.db, { accountId, connection: 'closed', detail: 'twin' })
  await setState(deps.db, { accountId, state: 'unlinked', at })
  const pairing = await endPairing(deps, accountId)
  await recordAudit(deps, {
    by: null,
    action: 'session.twin',
    subject: `session:${accountId}`,
    after: { other: twin.name },
  })
  await tellAsker(deps, pairing, {
    code: 'session.twin',
    details: { accountId, name: nameOf(session), phone, other: nameOf(twin) },
  })
  return true
}

/** In place of the QR they look at. */
async function tellAsker(
  deps: LinkDeps,
  pairing: Pairing | undefined,
  notice: PairingNotice,
): Promise<boolean> {
  const asker = pairing?.conversation_id ?? undefined
  if (pairing === undefined || asker === undefined) return false
  const where = { conversationId: asker, permission: 'sessions.manage' } as const
  await tellWhoAsked(deps, where, { ...notice, slot: pairing.slot, priority: 'high' })
  return true
}

type PairingNotice = {
  [Code in 'session.paired' | 'session.qr_expired' | 'session.twin']: {
    code: Code
    details: SessionNotices[Code]
  }
}['session.paired' | 'session.qr_expired' | 'session.twin']

/** Channels say it with or without the plus. */
function inFull(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '')
  return readPhone(`+${digits}`) ?? `+${digits}`
}
