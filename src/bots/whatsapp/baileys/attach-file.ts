import { createHash, randomBytes } from 'node:crypto'
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Unreachable } from '../../../domain/fault.ts'
import type { FileRef } from '../../../domain/messages/message.ts'
import type { ReadFile } from '../../door.ts'
import type { Attached } from './outgoing.ts'

/** Puts a stored file where Baileys can read it, by its content: the same bytes are the same path. */
export async function attachFile(
  { folder, readFile }: { folder: string; readFile: ReadFile },
  file: FileRef,
): Promise<Attached> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Unreachable(`The file ${file.key} could not be read`, { cause })
  })
  const print = createHash('sha256').update(bytes).digest('hex')
  const place = path.join(folder, print)
  const known = await stat(place).catch(() => undefined)
  if (known?.size !== bytes.byteLength) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const aside = `${place}.${randomBytes(4).toString('hex')}`
    await writeFile(aside, bytes, { mode: 0o600 })
    await rename(aside, place)
  }
  return { file, path: place, bytes: bytes.byteLength }
}
