import type { Deps } from '../deps.ts'
import { deleteArchivedKeys, deleteExpiredUploads, deleteOldSent } from './tidy-queries.ts'

/** So few at once that nobody waits for a commit. */
const BATCH = 5_000
const BATCHES_AT_MOST = 200

/**
 * Duty: nobody asks again for a message of a month ago, nobody looks at the keys of a number that
 * was unlinked long ago, and Meta has forgotten what it no longer keeps for us.
 */
export async function tidyWhatsApp({ db, log }: Pick<Deps, 'db' | 'log'>): Promise<void> {
  for (const remove of [deleteOldSent, deleteArchivedKeys, deleteExpiredUploads]) {
    let removed = 0
    for (let batch = 0; batch < BATCHES_AT_MOST; batch += 1) {
      const gone = await remove(db, BATCH)
      removed += gone
      if (gone < BATCH) break
    }
    if (removed > 0) log.info({ what: remove.name, removed }, 'tidied up')
  }
}
