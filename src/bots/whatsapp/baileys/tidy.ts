import { readdir, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { deleteOldSent } from './sent-queries.ts'
import type { HostDeps } from './host.ts'

/** Nobody asks again for a message of weeks ago, and files are put there anew when they are sent. */
export async function tidy({ db, log }: HostDeps, mediaFolder: string) {
  try {
    await deleteOldSent(db)
    for (const name of await readdir(mediaFolder).catch(() => [])) {
      const file = path.join(mediaFolder, name)
      const { mtimeMs } = await stat(file)
      if (mtimeMs < Date.now() - KEPT_MS) await unlink(file)
    }
  } catch (err) {
    log.warn({ err }, 'could not tidy up after WhatsApp')
  }
}

const KEPT_MS = 7 * 86_400_000
