import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Files } from '../../domain/deps.ts'

/** Files in a folder. Whoever reads one sees the old or the new, whole, even after a power cut. */
export function folderFiles(folder: string): Files {
  const root = path.resolve(folder)
  return {
    async put(key, bytes) {
      const file = place(root, key)
      const directory = path.dirname(file)
      await mkdir(directory, { recursive: true })
      const aside = path.join(directory, `.${randomBytes(8).toString('hex')}.new`)
      try {
        await writeThrough(aside, bytes)
        await rename(aside, file)
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
      await syncFolder(directory)
    },
    get: (key) => readFile(place(root, key)),
    remove: async (key) => rm(place(root, key), { force: true }),
  }
}

/** Keys are ours, `batches/12/sheet-a4.pdf`; one that could lead elsewhere is a fault. */
function place(root: string, key: string) {
  const parts = key.split('/')
  if (!parts.every((part) => /^[\w-][\w.-]*$/.test(part)) || key.length > 500) {
    throw new Error(`Not a file key: ${JSON.stringify(key.slice(0, 100))}`)
  }
  return path.join(root, ...parts)
}

async function writeThrough(file: string, bytes: Uint8Array) {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The rename itself is on disk only when its folder is. Windows has no such thing. */
async function syncFolder(folder: string) {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
