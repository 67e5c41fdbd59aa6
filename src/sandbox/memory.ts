import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A folder that the sandbox remembers itself in. What cannot be read is forgotten, not fatal. */
export async function openMemory(folder: string) {
  await mkdir(folder, { recursive: true })
  const pathOf = (name: string) => path.join(folder, name)
  const read = (name: string) => readFile(pathOf(name)).catch(() => undefined)
  let writing = Promise.resolve()

  return {
    pathOf,
    async recall(name: string, use: (bytes: Uint8Array) => void) {
      const bytes = await read(name)
      try {
        if (bytes) use(bytes)
      } catch {
        // Written by another version: the sandbox begins anew.
      }
    },
    async recallJson<T>(name: string): Promise<T | undefined> {
      const bytes = await read(name)
      try {
        return bytes && (JSON.parse(bytes.toString('utf8')) as T)
      } catch {
        return undefined
      }
    },
    /** One after the other, each whole or not at all. */
    keep(name: string, content: string | Uint8Array): Promise<void> {
      const before = writing
      writing = (async () => {
        await before.catch(() => undefined)
        await writeFile(`${pathOf(name)}.new`, content)
        await rename(`${pathOf(name)}.new`, pathOf(name))
      })()
      return writing
    },
  }
}
