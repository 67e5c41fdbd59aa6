import { readdir, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { HostDeps } from './host.ts'

/** Files are put there anew when they are sent. */
export async function tidy({ log }: Pick<HostDeps, 'log'>, mediaFolder: string) {
  try {
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
