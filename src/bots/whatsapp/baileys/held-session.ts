import { randomInt } from 'node:crypto'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import { claimSession, releaseSession } from '../../../domain/sessions/lease-session.ts'
import { namesIn } from './address.ts'
import { sessionCaches } from './bounded-cache.ts'
import { createHearing, type Hearing, type Told } from './hearing.ts'
import type { HostDeps, HostOptions } from './host.ts'
import { BadKeys, openKeys, putKeysAway } from './key-store.ts'
import type { Library } from './library.ts'
import { createSession, type Session, type SessionNow } from './session.ts'
import { openSpill } from './spill.ts'

export const LEASE_SECONDS = 10

export type Held = {
  accountId: number
  session: () => Session | undefined
  /** Resolves when the session is given back, for whatever reason. */
  ended: Promise<void>
  stop: (why: Why) => void
  /** It is connected only to tell WhatsApp that this device is linked no more. */
  leaving: boolean
}

/** `unheard`: WhatsApp could not be told in time that the device leaves. */
type Why = 'given up' | 'unlink' | 'lost' | 'unheard'

type Context = {
  options: HostOptions
  library: Library
  owner: string
  report: (fence: number, news: SessionNews) => Promise<void>
  onNow: (now: SessionNow) => void
  leaving: boolean
}

/** Takes a session that is free, and keeps it for as long as that goes well. */
export async function holdSession(
  deps: HostDeps,
  accountId: number,
  context: Context,
): Promise<Held | undefined> {
  const { owner, leaving } = context
  const lastsSeconds = LEASE_SECONDS
  const claimed = await claimSession(deps, { accountId, owner, lastsSeconds, leaving })
  if (!claimed) return undefined
  const stopping: Stopping = {}
  let session: Session | undefined
  const end = (why: Why) => {
    stopping.why ??= why
    session?.stop()
  }

  async function live() {
    const { fence } = claimed ?? { fence: 0 }
    const report = (news: SessionNews) =>
      stopping.why === 'lost' ? Promise.resolve() : context.report(fence, news)
    let hearing: Hearing | undefined
    try {
      const opened = await open(deps, {
        ...context,
        accountId,
        fence,
        // What happens to the line on the way out is no news.
        report: leaving ? () => Promise.resolve() : report,
        lost: () => end('lost'),
      })
      ;({ session, hearing } = opened)
      if (stopping.why) session.stop()
      if (leaving) {
        return await leave(deps, { accountId, session, stopping, report })
      }
      const ending = await session.run()
      if (stopping.saidGoodbye) await putKeysAway(deps, { accountId, because: 'unlinked' })
      if (ending === 'logged_out') {
        await putKeysAway(deps, { accountId, because: ending })
        await report({ kind: 'logged_out' })
      }
      if (ending === 'replaced') await report({ kind: 'replaced' })
      if (ending === 'banned') await report({ kind: 'banned', reason: 'WhatsApp' })
    } catch (err) {
      deps.log.error({ err, accountId }, 'a WhatsApp session ended')
      if (!(err instanceof BadKeys)) return
      if (leaving) await putKeysAway(deps, { accountId, because: 'unlinked' })
      await report({ kind: leaving ? 'still_linked' : 'bad_keys' })
    } finally {
      session = undefined
      await hearing?.stop()
      if (stopping.why !== 'lost') {
        await releaseSession(deps, { accountId, owner }).catch((err: unknown) =>
          deps.log.warn({ err, accountId }, 'a session could not be given back'),
        )
      }
    }
  }

  const ended = live()
  return {
    accountId,
    session: () => session,
    ended,
    stop(why) {
      if (why !== 'unlink' || !session) return end(why)
      // Only whoever is connected can say goodbye.
      void sayGoodbye(session, stopping)
    },
    leaving,
  }
}

/** Never paired, or told: its keys are of no more use. Whoever is stopped in the middle leaves them. */
async function leave(deps: HostDeps, leaving: Leaving) {
  const { accountId, session, stopping, report } = leaving
  const ending = session.isPaired() ? await session.run() : 'logged_out'
  const isGone = stopping.saidGoodbye === true || ending === 'logged_out' || ending === 'banned'
  if (!isGone && (stopping.why === 'given up' || stopping.why === 'lost')) return
  await putKeysAway(deps, { accountId, because: 'unlinked' })
  if (!isGone) await report({ kind: 'still_linked' })
}

async function sayGoodbye(session: Session, stopping: Stopping) {
  const said = await session.logout()
  stopping.saidGoodbye ||= said
  stopping.why ??= 'unlink'
  session.stop()
}

type Stopping = { why?: Why; saidGoodbye?: boolean }

type Leaving = {
  accountId: number
  session: Session
  stopping: Stopping
  report: (news: SessionNews) => Promise<void>
}

type Opening = Omit<Context, 'report' | 'leaving'> & {
  accountId: number
  fence: number
  report: (news: SessionNews) => Promise<void>
  lost: () => void
}

async function open(deps: HostDeps, opening: Opening) {
  const { accountId, fence, library, options, report, lost } = opening
  const keys = await openKeys(deps, { accountId, fence, library, onLost: lost })
  const { me } = keys.auth.creds
  const hearing = await openHearing(deps, {
    accountId,
    library,
    options,
    owner: opening.owner,
    own: () => namesIn(keys.auth.creds.me?.id ?? me?.id, keys.auth.creds.me?.lid),
    phoneOfLid: keys.phoneOfLid,
  })
  const session = createSession(deps, {
    accountId,
    library,
    server: options.server ?? {},
    keys,
    hearing,
    caches: cachesOf(accountId),
    report,
    onChange: opening.onNow,
    random: options.random ?? (() => randomInt(1_000) / 1_000),
    log: deps.log,
  })
  return { session, hearing }
}

type HearingOf = Pick<Parameters<typeof createHearing>[1], 'own' | 'phoneOfLid'> & {
  accountId: number
  library: Library
  options: HostOptions
  owner: string
}

export async function openHearing(
  deps: HostDeps,
  { accountId, library, options, owner, own, phoneOfLid }: HearingOf,
): Promise<Hearing> {
  const spill = await openSpill<Told>({
    folder: options.spillFolder,
    accountId,
    host: owner.slice(0, 8),
    secrets: deps.secrets,
    log: deps.log,
  })
  const { writeDown } = options
  const hearing = createHearing(deps, { accountId, library, writeDown, spill, own, phoneOfLid })
  hearing.catchUp()
  return hearing
}

/** They outlive the socket, and the session where it comes back to the same process. */
const CACHES = new Map<number, ReturnType<typeof sessionCaches>>()

function cachesOf(accountId: number) {
  const caches = CACHES.get(accountId) ?? sessionCaches()
  CACHES.set(accountId, caches)
  return caches
}
