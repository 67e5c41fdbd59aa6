import { randomBytes } from 'node:crypto'
import type { SessionStatus } from '../wire.ts'
import { Refused } from './answers.ts'
import type { News } from './news.ts'
import { digits, type Session, type World } from './world.ts'

/** What sessions go through, each step told. */
export function createSessionLife(world: World, news: News) {
  function become(session: Session, status: SessionStatus) {
    session.status = status
    if (status !== 'SCAN_QR_CODE') session.qr = undefined
    const statuses = [{ status, timestamp: world.now().getTime() }]
    const payload = { name: session.name, status, statuses, data: null }
    news.tell(`${session.name}/status`, { session, event: 'session.status', payload })
    world.changes.tell({ what: 'session', name: session.name })
  }

  function showCode(session: Session) {
    const place = (session.qr?.place ?? 0) + 1
    session.qr = { code: `2@${randomBytes(24).toString('base64')},${place}`, place }
    become(session, 'SCAN_QR_CODE')
  }

  function start(session: Session) {
    become(session, 'STARTING')
    if (session.me) become(session, 'WORKING')
    else showCode(session)
  }

  const needed = (name: string): Session => {
    const session = world.sessions.get(name)
    if (!session) throw new Refused(404, 'Session not found')
    return session
  }

  return {
    needed,
    become,
    start,
    stop: (session: Session) => {
      if (session.status !== 'STOPPED') become(session, 'STOPPED')
    },
    /** The phone of the business scans what the session shows. */
    scan: (name: string, number: string) => {
      const session = needed(name)
      if (session.status !== 'SCAN_QR_CODE') throw new Error(`${name} shows no code`)
      const user = digits(number)
      session.me = { id: `${user}@c.us`, lid: `9${user}@lid`, pushName: 'Wicara' }
      become(session, 'STARTING')
      become(session, 'WORKING')
    },
    /** Twenty seconds later there is another code. */
    nextCode: (name: string) => showCode(needed(name)),
    /** Nobody scanned any of the six. */
    expireCodes: (name: string) => become(needed(name), 'FAILED'),
    /** Somebody unlinked the device on the phone of the business. */
    unlinkOnPhone: (name: string) => {
      const session = needed(name)
      session.me = undefined
      become(session, 'FAILED')
      showCode(session)
    },
    loseConnection: (name: string) => become(needed(name), 'STARTING'),
    regainConnection: (name: string) => become(needed(name), 'WORKING'),
  }
}

export type SessionLife = ReturnType<typeof createSessionLife>
