import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../../../domain/deps.ts'
import type { FileRef } from '../../../domain/messages/message.ts'

const PURPOSE = 'file'

/** The last part of `/files/:token`: which file, until when, and our signature under both. */
export function fileToken(
  { secrets }: Pick<Deps, 'secrets'>,
  { file, expiresAt }: { file: FileRef; expiresAt: Date },
): string {
  const { key, name, mime } = file
  const seconds = Math.floor(expiresAt.getTime() / 1000)
  const what = Buffer.from(JSON.stringify([key, name, mime, seconds])).toString('base64url')
  return `${what}.${secrets.sign(PURPOSE, what)}`
}

export type OpenedFile = { bytes: Uint8Array; name: string; mime: string }

/** Undefined for a link that is not ours, has expired, or leads to nothing any more. */
export async function openFileToken(
  { secrets, files, now }: Pick<Deps, 'secrets' | 'files' | 'now'>,
  token: string,
): Promise<OpenedFile | undefined> {
  const [what = '', signature = ''] = token.split('.')
  if (!isEqual(signature, secrets.sign(PURPOSE, what))) return undefined
  // Signed by us, so it is what we wrote.
  const [key, name, mime, seconds] = JSON.parse(
    Buffer.from(what, 'base64url').toString('utf8'),
  ) as [string, string, string, number]
  if (now().getTime() >= seconds * 1000) return undefined
  const bytes = await files.get(key).catch(() => undefined)
  return bytes && { bytes, name, mime }
}

function isEqual(a: string, b: string) {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
