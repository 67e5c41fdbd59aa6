import type { Deps } from '../deps.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import { getPerson } from '../people/people-queries.ts'
import { may } from '../people/permission.ts'
import type { Db } from '../tables.ts'
import { insertPairing, type Pairing, selectPairing } from './pairing-queries.ts'
import { qrSlot } from './add-session.ts'
import { qrKey } from './end-pairing.ts'
import { isLinkedChannel, nameOf } from './session.ts'
import { type AccountRow, setLine, setState } from './session-queries.ts'

type Picture = { pairingId: number; file: FileRef }

/** Who asked may have left the team since, or have another task in it: each QR is the number itself. */
async function mayStillSee(db: Db, { asked_by: personId }: Pairing): Promise<boolean> {
  return personId === null || may(await getPerson(db, personId), 'sessions.manage')
}

/**
 * Whoever scans a QR has the number: it goes into the chat that asked for it and nowhere else, not
 * into the log, and the file of one pairing is written over by its next.
 */
export const showQr = {
  /** Undefined where nobody asked. */
  async draw(
    { db, documents, files }: Pick<Deps, 'db' | 'documents' | 'files'>,
    accountId: number,
    code: string,
  ): Promise<Picture | undefined> {
    const pairing = await selectPairing(db, accountId)
    if (!pairing || pairing.conversation_id === null) return undefined
    if (!(await mayStillSee(db, pairing))) return undefined
    const key = qrKey(accountId, pairing.id)
    await files.put(key, await documents.qr(code))
    return { pairingId: pairing.id, file: { key, name: 'qr.png', mime: 'image/png' } }
  },

  /** Its pairing ended while it was drawn: nobody else would take it away. */
  async forgetUnwanted(
    { db, files }: Pick<Deps, 'db' | 'files'>,
    accountId: number,
    { pairingId, file }: Picture,
  ) {
    const pairing = await selectPairing(db, accountId)
    if (pairing?.id !== pairingId) await files.remove(file.key)
  },

  async tell(
    deps: Pick<Deps, 'db' | 'now' | 'wake' | 'log'>,
    session: AccountRow,
    picture: Picture | undefined,
  ) {
    const accountId = session.id
    if (session.state !== 'on' && session.state !== 'pairing') return
    await setLine(deps.db, { accountId, connection: 'qr', detail: null })
    const at = deps.now()
    // It has no keys: a QR is all that it can be connected with.
    if (session.state === 'on') await setState(deps.db, { accountId, state: 'pairing', at })
    const pairing = await selectPairing(deps.db, accountId)
    if (!pairing) {
      // Counts the time of one that nobody asked for.
      const slot = qrSlot(accountId, at)
      await insertPairing(deps.db, { accountId, conversationId: null, by: null, slot, at })
      deps.log.warn(
        { session: session.name },
        'a WhatsApp number has to be linked: /wa in Telegram',
      )
      return
    }
    // Somebody else asked while it was drawn: the next one is his.
    if (picture?.pairingId !== pairing.id || pairing.conversation_id === null) return
    if (!isLinkedChannel(session.channel)) return
    if (!(await mayStillSee(deps.db, pairing))) return
    await tell(deps, pairing.conversation_id, {
      code: 'session.qr',
      details: { name: nameOf(session), channel: session.channel, file: picture.file },
      slot: pairing.slot,
      priority: 'high',
    })
  },
}
