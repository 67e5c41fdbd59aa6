import { createHash, randomInt } from 'node:crypto'
import { readFormData } from '../../../stand-in/form-data.ts'
import type { Answer, Call } from '../../../stand-in/serve.ts'
import { Refused } from './graph-answers.ts'
import type { StoredMedia, World } from './world.ts'

/** `POST /<number>/media` */
export function uploadMedia(world: World, { headers, body }: Call) {
  const form = readFormData(body, headers['content-type'] ?? '')
  if (form.get('messaging_product')?.value !== 'whatsapp') {
    throw new Refused(100, 'messaging_product is required')
  }
  const file = form.get('file')
  const mime = form.get('type')?.value ?? ''
  if (!file?.filename) throw new Refused(100, 'file is required')
  const [kind, limit] = LIMITS.find(([mimes]) => mimes.test(mime)) ?? []
  if (!kind || !limit)
    throw new Refused(100, `Param file must be a file with one of the known types, not ${mime}`)
  if (file.bytes.length > limit) throw new Refused(131_053, `${mime} may have ${limit} bytes`)
  return {
    id: keepMedia(world, { name: file.filename, mime, bytes: new Uint8Array(file.bytes) }).id,
  }
}

export function keepMedia(world: World, media: Pick<StoredMedia, 'name' | 'mime' | 'bytes'>) {
  const stored = { ...media, id: String(randomInt(1e14, 2e14)), uploadedAt: world.now() }
  world.media.set(stored.id, stored)
  return stored
}

/** A file by its id, for as long as Meta keeps it. */
export function findMedia({ media, now }: World, id: string): StoredMedia {
  const found = media.get(id)
  const fresh = found && now().getTime() - found.uploadedAt.getTime() < KEPT_MS
  if (!fresh) throw new Refused(100, `Object with ID '${id}' does not exist`)
  return found
}

/** `GET /<media id>` */
export function describeMedia(world: World, id: string, base: string) {
  const { mime, bytes } = findMedia(world, id)
  return {
    messaging_product: 'whatsapp',
    url: `${base}/whatsapp_business/attachments/?mid=${id}`,
    mime_type: mime,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    file_size: bytes.byteLength,
    id,
  }
}

export function serveMedia(world: World, { query }: Call): Answer {
  const { mime, bytes } = findMedia(world, query.get('mid') ?? '')
  return { status: 200, type: mime, body: bytes }
}

const LIMITS = [
  [/^image\/(jpeg|png)$/, 5_000_000],
  [/^image\/webp$/, 500_000],
  [/^(video\/(mp4|3gpp)|audio\/(aac|amr|mpeg|mp4|ogg))$/, 16_000_000],
  [/^(application\/(pdf|msword|vnd\.(ms|openxmlformats)[\w.-]*)|text\/plain)$/, 100_000_000],
] as const
const KEPT_MS = 30 * 86_400_000
