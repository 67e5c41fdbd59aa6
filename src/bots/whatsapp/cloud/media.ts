import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { Rejected, Unreachable } from '../../../domain/fault.ts'
import { MOST_FILE_BYTES, tooBig } from '../../../domain/media/sent-file.ts'
import type { FileRef } from '../../../domain/messages/message.ts'
import type { ReadFile } from '../../door.ts'
import { readBody } from '../../read-body.ts'
import { askGraph, type Graph } from './graph.ts'
import type { Media } from './wire-message.ts'

/** Uploads that outlive the process, per number. A failure of it costs an upload, nothing else. */
export type KeptMedia = {
  find: (print: string) => Promise<{ mediaId: string; expiresAt: Date } | undefined>
  keep: (print: string, upload: { mediaId: string; expiresAt: Date }) => Promise<void>
}

type Options = {
  graph: Graph
  phoneNumberId: string
  readFile: ReadFile
  log: Logger
  keptMedia?: KeptMedia
  now?: () => number
}
type Uploaded = { id: string; until: number }

/** Files as WhatsApp knows them: uploaded once, then sent by their id for as long as it holds. */
export function createMediaStore(options: Options) {
  const { graph, phoneNumberId, readFile, log, keptMedia, now = Date.now } = options
  const known = new Map<string, Uploaded>()

  function remember(print: string, upload: Uploaded) {
    known.delete(print)
    known.set(print, upload)
    const [oldest] = known.keys()
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
  }

  async function recall(print: string): Promise<Uploaded | undefined> {
    const here = known.get(print)
    if (here || !keptMedia) return here
    const kept = await keptMedia.find(print).catch((err: unknown) => {
      log.warn({ err }, 'could not look for an earlier upload')
      return undefined
    })
    const upload = kept && { id: kept.mediaId, until: kept.expiresAt.getTime() }
    if (upload) remember(print, upload)
    return upload
  }

  /** `fresh` uploads again what was uploaded before. */
  async function mediaOf(file: FileRef, signal: AbortSignal, fresh = false) {
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw new Unreachable(`The file ${file.key} could not be read`, { cause })
    })
    // A key may hold another file tomorrow, so what counts is the content.
    const print = createHash('sha256').update(`${file.mime}\n`).update(bytes).digest('base64')
    const kind = kindOf(file, bytes.byteLength)
    const before = fresh ? undefined : await recall(print)
    if (before && before.until > now()) return { id: before.id, kind, cached: true }

    const id = await upload(file, bytes, signal)
    const until = now() + KEPT_MS
    remember(print, { id, until })
    await keptMedia
      ?.keep(print, { mediaId: id, expiresAt: new Date(until) })
      .catch((err: unknown) => {
        log.warn({ err }, 'could not keep an upload')
      })
    return { id, kind, cached: false }
  }

  async function upload({ name, mime }: FileRef, bytes: Uint8Array, signal: AbortSignal) {
    const body = new FormData()
    body.set('messaging_product', 'whatsapp')
    body.set('type', mime)
    body.set('file', new Blob([new Uint8Array(bytes)], { type: mime }), name)
    const path = `${phoneNumberId}/media`
    const asked = { method: 'POST', path, body, signal, repeatable: true } as const
    const { id } = (await askGraph(graph, asked)) as { id?: string }
    if (!id) throw new Unreachable('WhatsApp gave the file no id')
    return id
  }

  return mediaOf
}

type Told = { url?: string; mime_type?: string; file_size?: number }

/** Bytes of what a customer sent. The address is Meta's own, good for minutes, and wants the token. */
export async function downloadMedia(graph: Graph, ref: string, signal: AbortSignal) {
  const path = encodeURIComponent(ref)
  const about = await askGraph(graph, { method: 'GET', path, signal, repeatable: true })
  const { url, mime_type, file_size = 0 } = about as Told
  if (file_size > MOST_FILE_BYTES) throw tooBig()
  if (!url) throw new Rejected('WhatsApp has no address for this file', { code: 'file_gone' })
  try {
    const answer = await fetch(url, { signal, headers: { authorization: `Bearer ${graph.token}` } })
    if (answer.status === 404) throw new Rejected('The file is gone', { code: 'file_gone' })
    if (!answer.ok) throw new Unreachable(`The file server answered ${answer.status}`)
    const bytes = await readBody(answer)
    return { bytes, mime: mime_type ?? 'application/octet-stream' }
  } catch (cause) {
    if (cause instanceof Rejected || cause instanceof Unreachable) throw cause
    throw new Unreachable('The file could not be fetched', { cause })
  }
}

function kindOf({ mime }: FileRef, size: number): Media['kind'] {
  return PICTURES.has(mime) && size <= MAX_PICTURE_BYTES ? 'image' : 'document'
}

const PICTURES = new Set(['image/jpeg', 'image/png'])
const MAX_PICTURE_BYTES = 5_000_000
/** Meta keeps an upload for 30 days. */
const KEPT_MS = 29 * 86_400_000
const MOST_KNOWN = 500
