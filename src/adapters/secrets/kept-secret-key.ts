import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import path from 'node:path'

/**
 * The SECRET_KEY that the sandbox made for itself, in DATA_DIR/secret-key, readable by its owner
 * only. Made at the first start; two that start together get the same one.
 */
export async function keptSecretKey(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret-key')
  const kept = await readKey(file)
  if (kept) return kept

  await mkdir(dataDir, { recursive: true })
  const aside = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  const handle = await open(aside, 'wx', 0o600)
  await handle.writeFile(`${randomBytes(32).toString('base64')}\n`)
  await handle.sync()
  await handle.close()
  try {
    // Unlike a rename this leaves the key alone that another start has put there by now.
    await link(aside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(aside)
  }
  const made = await readKey(file)
  if (!made) throw new Error(`${file} is empty: put the SECRET_KEY back that was in it`)
  return made
}

async function readKey(file: string) {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
