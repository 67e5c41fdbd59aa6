import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { Rejected, Unreachable } from '../fault.ts'
import type { FileRef } from '../messages/message.ts'
import { fileKind } from './file-kind.ts'
import {
  type Fetching,
  fileProblem,
  type FileProblem,
  MOST_FILE_BYTES,
  type SentFile,
  tooBig,
} from './sent-file.ts'

/**
 * Fetches what somebody sent and keeps it, so that it can be read and sent on. For work that
 * follows a commit; doing it again replaces the same file. Throws `Rejected` (`fileProblem` says
 * why) where it will never do, `Unreachable` where it may do later.
 */
export async function keepMedia(
  { files }: Pick<Deps, 'files'>,
  { download, signal }: Fetching,
  sent: SentFile,
  kindOf: typeof fileKind = fileKind,
): Promise<FileRef> {
  const { bytes, mime: told } = await download(sent.accountId, sent.ref, signal)
  if (bytes.byteLength > MOST_FILE_BYTES) throw tooBig()
  const kind = kindOf(bytes, { mime: sent.mime === UNTOLD ? told : sent.mime, name: sent.name })
  if (!kind) throw new Rejected('Not a kind of file we take', { code: 'wrong_kind' })
  const print = createHash('sha256').update(`${sent.accountId}:${sent.ref}`).digest('hex')
  const key = `media/${print.slice(0, 2)}/${print}.${kind.extension}`
  await files.put(key, bytes)
  return { key, name: nameOf(sent.name, kind.extension), mime: kind.mime }
}

/**
 * The same, or why it will never be had: refused, or out of reach for longer than anybody waits.
 * Throws where it may come yet.
 */
export async function keepOrWhyNot(
  deps: Pick<Deps, 'files' | 'now'>,
  fetching: Fetching,
  { file, askedAt }: { file: SentFile; askedAt: string },
  { giveUpAfterMs, kindOf }: { giveUpAfterMs: number; kindOf?: typeof fileKind },
): Promise<{ file: FileRef } | { problem: FileProblem }> {
  try {
    return { file: await keepMedia(deps, fetching, file, kindOf) }
  } catch (error) {
    if (error instanceof Rejected) return { problem: fileProblem(error) }
    const late = deps.now().getTime() - new Date(askedAt).getTime() > giveUpAfterMs
    if (error instanceof Unreachable && late) return { problem: 'gone' }
    throw error
  }
}

/** As the sender named it, where that is a name for such a file. */
function nameOf(given: string, extension: string) {
  const plain = given
    .replaceAll(/[^\p{L}\p{N} ._()-]/gu, '_')
    .trim()
    .slice(-80)
  const ending = plain.slice(plain.lastIndexOf('.') + 1).toLowerCase()
  const fits = ending === extension || (extension === 'jpg' && ending === 'jpeg')
  return fits ? plain : `${plain.replace(/\.\w{1,5}$/, '') || 'berkas'}.${extension}`
}

const UNTOLD = 'application/octet-stream'
