import type { Correlated, Deps } from '../deps.ts'
import type { EffectPayloads } from '../effects/effect.ts'
import { Rejected, Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { keepMedia } from '../media/keep-media.ts'
import { type Fetching, fileProblem, type FileProblem } from '../media/sent-file.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import { selectBroadcast, updateBroadcast } from './broadcast-queries.ts'

type KeepDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'files'> & Correlated
type Asked = EffectPayloads['broadcast.file']

const GIVE_UP_MS = 10 * 60_000

/** Effect `broadcast.file`: keeps what shall go along. Another one sent meanwhile takes its place. */
export async function keepBroadcastFile(deps: KeepDeps, fetching: Fetching, asked: Asked) {
  const kept = await keepOrWhyNot(deps, fetching, asked)
  await inTransaction(deps, async (deps) => {
    const { broadcastId: id } = asked
    const broadcast = await selectBroadcast(deps.db, id, { lock: true })
    if (broadcast?.state !== 'draft' || broadcast.file_asked?.ref !== asked.file.ref) return
    const file = 'file' in kept ? kept.file : null
    await updateBroadcast(deps.db, id, { file, file_asked: null })
    const { conversation_id: conversationId } = broadcast
    const { name } = asked.file
    if ('file' in kept) {
      const details = { id, name: kept.file.name }
      await tell(deps, conversationId, { code: 'broadcast.file_kept', details })
    } else {
      const details = { id, name, problem: kept.problem }
      await tell(deps, conversationId, { code: 'broadcast.file_lost', details })
    }
  })
}

async function keepOrWhyNot(
  deps: KeepDeps,
  fetching: Fetching,
  { file, askedAt }: Asked,
): Promise<{ file: FileRef } | { problem: FileProblem }> {
  try {
    return { file: await keepMedia(deps, fetching, file) }
  } catch (error) {
    if (error instanceof Rejected) return { problem: fileProblem(error) }
    const late = deps.now().getTime() - new Date(askedAt).getTime() > GIVE_UP_MS
    if (error instanceof Unreachable && late) return { problem: 'gone' }
    throw error
  }
}
