import type { WASocket } from '@whiskeysockets/baileys'
import type { Deps } from '../../../domain/deps.ts'
import { isStillStub, type Raw, selectStubs } from './hearing-queries.ts'
import type { StoredMessage } from './stored-message.ts'

type Options = {
  accountId: number
  socket: () => WASocket | undefined
  /** The phone has not answered for a while, or does again. */
  onPhone: (answers: boolean) => void
  afterMs?: number[]
}

/**
 * What came without its words, or in a way that nobody could read, is asked of our phone until it
 * answers: a customer's own may be off. A phone that is off keeps the words of every ad click to
 * itself.
 */
export function createStubChase({ db, log }: Pick<Deps, 'db' | 'log'>, options: Options) {
  const { accountId, socket, onPhone, afterMs = AFTER_MS } = options
  const chased = new Map<string, NodeJS.Timeout>()
  let stopped = false

  async function look(stub: StoredMessage, tries: number) {
    const { id = '', remoteJid, participant } = stub.key
    if (stopped) return
    if (!(await isStillStub(db, accountId, id))) {
      chased.delete(id)
      return onPhone(true)
    }
    if (tries === SILENT_AFTER) {
      log.warn({ accountId, message: id }, 'the phone does not hand over the words of a message')
      onPhone(false)
    }
    const key = {
      remoteJid: remoteJid ?? null,
      fromMe: false,
      id,
      ...(participant && { participant }),
    }
    await socket()?.requestPlaceholderResend(key)
    plan(stub, tries + 1)
  }

  function plan(stub: StoredMessage, tries: number) {
    const { id = '' } = stub.key
    const ms = afterMs[tries]
    if (ms === undefined || stopped) return void chased.delete(id)
    const timer = setTimeout(() => {
      look(stub, tries).catch((err: unknown) => {
        log.debug({ err, accountId }, 'could not ask for the words of a message')
        plan(stub, tries + 1)
      })
    }, ms)
    timer.unref()
    chased.set(id, timer)
  }

  const chase = (stub: StoredMessage) => {
    const { id } = stub.key
    if (!id || chased.has(id)) return
    plan(stub, 0)
  }

  return {
    chase,
    /** What earlier sockets left. */
    async resume() {
      const stubs: Raw[] = await selectStubs(db, accountId)
      for (const { raw } of stubs) if (raw?.key) chase(raw)
    },
    stop() {
      stopped = true
      for (const timer of chased.values()) clearTimeout(timer)
      chased.clear()
    },
  }
}

/** Baileys asks after 2 seconds and waits for 8. */
const AFTER_MS = [15_000, 45_000, 240_000, 1_800_000, 7_200_000]
const SILENT_AFTER = 1
