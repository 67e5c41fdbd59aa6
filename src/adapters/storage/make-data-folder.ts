import { constants } from 'node:fs'
import { access, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { CannotStart } from '../../domain/fault.ts'

/** Makes DATA_DIR where it is not there yet, and says plainly when that cannot be. */
export async function makeDataFolder(dataDir: string) {
  try {
    await makeWithParents(dataDir)
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CannotStart(
      `DATA_DIR ${dataDir} cannot be used (${reason}). Name a folder this user may write to.`,
      { cause },
    )
  }
}

/** One level at a time: a `recursive` mkdir never comes back where the system makes no folders. */
async function makeWithParents(folder: string): Promise<void> {
  const parent = path.dirname(folder)
  if (await isFolder(folder)) return
  if (parent !== folder) await makeWithParents(parent)
  await mkdir(folder).catch(async (error: unknown) => {
    // Another start made it meanwhile.
    if (!(await isFolder(folder))) throw error
  })
}

function isFolder(folder: string) {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
