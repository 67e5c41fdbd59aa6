import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Door, Webhook, WriteDown } from '../bots/door.ts'
import { knownChat } from '../bots/whatsapp/known-chat.ts'
import { wasSent } from '../bots/whatsapp/waha/own-sends.ts'
import { createWahaApi, type WahaApi } from '../bots/whatsapp/waha/waha-api.ts'
import { createWahaDoor, type WahaDoor } from '../bots/whatsapp/waha/waha-door.ts'
import { createWahaWebhook } from '../bots/whatsapp/waha/waha-webhook.ts'
import type { Deps } from '../domain/deps.ts'
import { openAccount } from '../domain/people/open-account.ts'
import {
  claimSession,
  releaseSession,
  renewSessions,
  type Wanted,
  wantedSessions,
} from '../domain/sessions/lease-session.ts'
import { reportSession, type SessionNews } from '../domain/sessions/report-session.ts'

type Options = {
  waha: { url: string; apiKey: string; hmacKey: string; sessions: string[] }
  doors: Map<number, Door>
  writeDown: WriteDown
}

/** A session behind WAHA: any process may send through it, one makes it what is wanted. */
type Kept = {
  name: string
  door: WahaDoor
  fence?: number
  wanted: Wanted['state']
  leavingSince?: number
  /** One after the other: news tell a story. */
  telling: Promise<void>
}

/** All sessions of one WAHA server. Known in every process, looked after in one of the gateways. */
export async function keepWahaSessions(deps: Deps, options: Options) {
  const { waha } = options
  for (const name of waha.sessions) await openAccount(deps, { channel: 'waha', name })
  const keeping: Keeping = {
    deps,
    options,
    api: createWahaApi(waha),
    owner: randomUUID(),
    kept: new Map(),
    looksAfter: false,
  }
  const { kept } = keeping
  const stopping = new AbortController()
  async function doorOf(session: string) {
    const door = [...kept.values()].find(({ name }) => name === session)?.door
    if (door) return door
    const ours = await wantedSessions(deps, 'waha')
    return ours.some(({ name }) => name === session) ? ('soon' as const) : undefined
  }
  const webhook: Webhook = createWahaWebhook({ hmacKey: waha.hmacKey, doorOf, log: deps.log })
  let looking: Promise<void> | undefined
  return {
    webhook,
    /** `lookAfter`: this process makes the sessions what is wanted of them. */
    start({ lookAfter }: { lookAfter: boolean }) {
      keeping.looksAfter = lookAfter
      looking ??= keepLooking(keeping, stopping.signal)
    },
    async stop() {
      stopping.abort()
      await looking
      await Promise.all([...kept].map(([id, one]) => close(keeping, id, one)))
    },
  }
}

type Keeping = {
  deps: Deps
  options: Options
  api: WahaApi
  owner: string
  kept: Map<number, Kept>
  looksAfter: boolean
}

async function keepLooking(keeping: Keeping, signal: AbortSignal) {
  const { deps, kept } = keeping
  for (let round = 0; !signal.aborted; round++) {
    try {
      const wanted = await wantedSessions(deps, 'waha')
      for (const session of wanted) await look(keeping, session)
      const ids = new Set(wanted.map(({ accountId }) => accountId))
      for (const [id, one] of kept) if (!ids.has(id)) await close(keeping, id, one)
      if (round % 3 === 0) await renew(keeping)
    } catch (err) {
      deps.log.debug({ err }, 'could not look at the sessions of WAHA')
    }
    await pause(LOOK_EVERY_MS, undefined, { ref: false, signal }).catch(() => {})
  }
}

async function look(keeping: Keeping, session: Wanted) {
  const { deps, options, owner, kept, looksAfter } = keeping
  const { accountId, state } = session
  const isOn = state === 'on' || state === 'pairing'
  const known = kept.get(accountId)
  if (!isOn && !known) return
  const one = known ?? open(keeping, session)
  kept.set(accountId, one)
  if (isOn) options.doors.set(accountId, one.door)
  else options.doors.delete(accountId)
  if (one.wanted !== state) {
    one.wanted = state
    one.door.want(state)
  }
  if (!isOn) {
    // Once the server has been told, there is nothing to hold.
    one.leavingSince ??= Date.now()
    if (Date.now() - one.leavingSince > LEAVES_WITHIN_MS) await close(keeping, accountId, one)
    return
  }
  delete one.leavingSince
  if (!looksAfter || one.fence !== undefined) return
  const claimed = await claimSession(deps, { accountId, owner, lastsSeconds: LEASE_SECONDS })
  if (!claimed) return
  one.fence = claimed.fence
  void one.door.start()
}

function open(
  keeping: Keeping,
  { accountId, name, state }: Pick<Wanted, 'accountId' | 'name' | 'state'>,
): Kept {
  const { deps, options, api } = keeping
  const door = createWahaDoor({
    api,
    session: name,
    accountId,
    webhook: {
      url: `${deps.business.publicUrl}/webhooks/waha`,
      hmacKey: options.waha.hmacKey,
    },
    wanted: state,
    onNews: (news) => tell(keeping, accountId, news),
    knownChat: (names) => knownChat(deps, { accountId, names }),
    wasSent: (told) => wasSent(deps.db, { accountId, ...told }),
    writeDown: options.writeDown,
    readFile: ({ key }) => deps.files.get(key),
    log: deps.log.child({ door: 'waha', session: name }),
  })
  return { name, door, wanted: state, telling: Promise.resolve() }
}

function tell({ deps, kept }: Keeping, accountId: number, news: SessionNews) {
  const one = kept.get(accountId)
  const fence = one?.fence
  if (!one || fence === undefined) return
  one.telling = one.telling
    .then(() => reportSession(deps, { accountId, news, fence }))
    .catch((err: unknown) =>
      deps.log.warn({ err, accountId, news: news.kind }, 'news of a session could not be told'),
    )
}

async function renew(keeping: Keeping) {
  const { deps, options, owner, kept } = keeping
  const mine = [...kept].filter(([, { fence }]) => fence !== undefined)
  const accountIds = mine.map(([id]) => id)
  const still = await renewSessions(deps, { owner, accountIds, lastsSeconds: LEASE_SECONDS })
  for (const [id, one] of mine) {
    if (still.includes(id)) continue
    // Somebody else looks after it. Sending and hearing need no lease: another door takes its place.
    const { name, wanted } = one
    const fresh = open(keeping, { accountId: id, name, state: wanted })
    kept.set(id, fresh)
    if (options.doors.has(id)) options.doors.set(id, fresh.door)
    await one.door.stop()
  }
}

async function close(
  { deps, options, owner, kept }: Keeping,
  accountId: number,
  { door, fence }: Kept,
) {
  kept.delete(accountId)
  options.doors.delete(accountId)
  await door.stop()
  if (fence !== undefined) await releaseSession(deps, { accountId, owner })
}

const LEASE_SECONDS = 10
const LOOK_EVERY_MS = 1_000
const LEAVES_WITHIN_MS = 15_000
