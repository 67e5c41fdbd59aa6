import type { proto } from '@whiskeysockets/baileys'
import type { MediaKind } from '../../../domain/messages/inbound.ts'
import { Rejected } from '../../../domain/fault.ts'

/** All it takes to fetch a file and open it, long after the message itself was forgotten. */
export type MediaRef = {
  kind: MediaKind
  mediaKey: string
  directPath?: string
  url?: string
  bytes?: number
  mime?: string
  /** The message it came in: the phone can be asked to put the file up again. */
  message: { id: string; jid: string }
}

type Wire = Pick<
  proto.Message.IDocumentMessage,
  'mediaKey' | 'directPath' | 'url' | 'fileLength' | 'mimetype'
>

export function mediaRefOf(
  kind: MediaKind,
  wire: Wire,
  message: { id: string; jid: string },
): string | undefined {
  const { mediaKey, directPath, url, fileLength, mimetype } = wire
  if (!mediaKey?.length || (!directPath && !url)) return undefined
  const ref: MediaRef = {
    kind,
    mediaKey: Buffer.from(mediaKey).toString('base64'),
    ...(directPath && { directPath }),
    ...(url && { url }),
    ...(fileLength !== null && fileLength !== undefined && { bytes: Number(String(fileLength)) }),
    ...(mimetype && { mime: mimetype }),
    message,
  }
  return Buffer.from(JSON.stringify(ref)).toString('base64url')
}

export function readMediaRef(ref: string): MediaRef {
  try {
    const read: unknown = JSON.parse(Buffer.from(ref, 'base64url').toString())
    if (typeof read === 'object' && read !== null && 'mediaKey' in read) return read as MediaRef
  } catch {
    // Not one of ours.
  }
  throw new Rejected('This names no file', { code: 'gone' })
}
