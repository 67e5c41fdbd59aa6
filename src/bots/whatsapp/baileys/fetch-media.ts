import type { WASocket } from '@whiskeysockets/baileys'
import { Rejected, Unreachable } from '../../../domain/fault.ts'
import { MOST_FILE_BYTES, tooBig } from '../../../domain/media/sent-file.ts'
import type { Library } from './library.ts'
import { type MediaRef, readMediaRef } from './media-ref.ts'

/** The bytes of what a customer sent, asked for a second time where WhatsApp has forgotten it. */
export async function fetchMedia(
  { library, socket }: { library: Library; socket: () => WASocket | undefined },
  given: string,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; mime: string }> {
  const ref = readMediaRef(given)
  if ((ref.bytes ?? 0) > MOST_FILE_BYTES) throw tooBig()
  const mime = ref.mime ?? 'application/octet-stream'
  try {
    return { bytes: await load(library, ref, signal), mime }
  } catch (error) {
    if (!isGone(error)) throw asFault(error)
  }
  const renewed = await askPhone(library, socket(), ref)
  try {
    return { bytes: await load(library, renewed, signal), mime }
  } catch (error) {
    throw asFault(error)
  }
}

async function load(library: Library, ref: MediaRef, signal: AbortSignal) {
  const { kind, mediaKey, directPath, url } = ref
  const opening = library.downloadContentFromMessage(
    { mediaKey: Buffer.from(mediaKey, 'base64'), directPath: directPath ?? null, url: url ?? null },
    kind,
  )
  // Whoever comes too late is closed unread.
  const stop = () => void opening.then((stream) => stream.destroy()).catch(() => {})
  signal.addEventListener('abort', stop, { once: true })
  const stream = await Promise.race([opening, untilAborted(signal)])
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length
    // What it says of its size is only what it says.
    if (bytes > MOST_FILE_BYTES) {
      stream.destroy()
      throw tooBig()
    }
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function untilAborted(signal: AbortSignal) {
  return new Promise<never>((_, reject) => {
    const give = () => reject(new Unreachable('The file did not come in time'))
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
  })
}

/** The phone that sent it puts the file up again, if it still has it. */
async function askPhone({ proto }: Library, socket: WASocket | undefined, ref: MediaRef) {
  if (!socket) throw new Unreachable('The WhatsApp number is not connected')
  const { id, jid } = ref.message
  const wire = { mediaKey: Buffer.from(ref.mediaKey, 'base64'), directPath: ref.directPath ?? null }
  const message = proto.Message.fromObject({ [`${ref.kind}Message`]: wire })
  try {
    await socket.updateMediaMessage({ key: { remoteJid: jid, fromMe: false, id }, message })
  } catch (cause) {
    throw new Rejected('WhatsApp has forgotten this file', { code: 'gone', cause })
  }
  const content: Partial<Record<string, { directPath?: string; url?: string }>> = message.toJSON()
  const { directPath, url } = content[`${ref.kind}Message`] ?? {}
  return { ...ref, ...(directPath && { directPath }), ...(url && { url }) }
}

const isGone = (error: unknown) => {
  const status = statusOf(error)
  return status === 404 || status === 410 || status === 403
}

function statusOf(error: unknown): number | undefined {
  const output = (error as { output?: { statusCode?: number } } | null)?.output
  return output?.statusCode
}

function asFault(error: unknown): Error {
  if (error instanceof Rejected || error instanceof Unreachable) return error
  if (isGone(error)) return new Rejected('WhatsApp has forgotten this file', { code: 'gone' })
  return new Unreachable('The file could not be fetched', { cause: error })
}
