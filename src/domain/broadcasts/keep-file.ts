import type { Correlated, Deps } from '../deps.ts'
import type { EffectPayloads } from '../effects/effect.ts'
import { inTransaction } from '../in-transaction.ts'
import { keepOrWhyNot } from '../media/keep-media.ts'
import type { Fetching } from '../media/sent-file.ts'
import { tellWhoAsked } from '../messages/tell.ts'
import { selectBroadcast, updateBroadcast } from './broadcast-queries.ts'
import { whereMade } from './show-progress.ts'

type KeepDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'files'> & Correlated
type Asked = EffectPayloads['broadcast.file']

const GIVE_UP_MS = 10 * 60_000

/** Effect `broadcast.file`: keeps what shall go along. Another one sent meanwhile takes its place. */
export async function keepBroadcastFile(deps: KeepDeps, fetching: Fetching, asked: Asked) {
  const kept = await keepOrWhyNot(deps, fetching, asked, {
    giveUpAfterMs: GIVE_UP_MS,
  })
  await inTransaction(deps, async (deps) => {
    const { broadcastId: id } = asked
    const broadcast = await selectBroadcast(deps.db, id, { lock: true })
    if (broadcast?.state !== 'draft' || broadcast.file_asked?.ref !== asked.file.ref) return
    const file = 'file' in kept ? kept.file : null
    await updateBroadcast(deps.db, id, { file, file_asked: null })
    const where = whereMade(broadcast)
    const { name } = asked.file
    if ('file' in kept) {
      const details = { id, name: kept.file.name }
      await tellWhoAsked(deps, where, { code: 'broadcast.file_kept', details })
    } else {
      const details = { id, name, problem: kept.problem }
      await tellWhoAsked(deps, where, { code: 'broadcast.file_lost', details })
    }
  })
}
