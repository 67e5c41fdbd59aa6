import { randomBytes } from 'node:crypto'
import type { Call } from '../../../stand-in/serve.ts'
import { Refused } from './graph-answers.ts'
import type { World } from './world.ts'

/** `POST /app/uploads`: says what will come. */
export function beginSample({ uploads }: World, { query }: Call) {
  const length = Number(query.get('file_length'))
  const type = query.get('file_type') ?? ''
  if (!(length > 0)) throw new Refused(100, 'file_length is required')
  if (!/^(image\/(jpeg|png)|application\/pdf|video\/mp4)$/.test(type)) {
    throw new Refused(100, `file_type ${type} is none we take`)
  }
  const id = `upload:${randomBytes(16).toString('base64url')}`
  uploads.set(id, length)
  return { id }
}

/** `POST /upload:…`: the bytes, for a handle. */
export function fillSample({ uploads, samples }: World, { headers, body }: Call, id: string) {
  const length = uploads.get(id)
  if (length === undefined) throw new Refused(100, `Object with ID '${id}' does not exist`)
  if (headers['file_offset'] !== '0') throw new Refused(100, 'file_offset is required')
  if (body.byteLength !== length) throw new Refused(100, 'The file has another length')
  uploads.delete(id)
  const handle = `4::${randomBytes(24).toString('base64url')}`
  samples.add(handle)
  return { h: handle }
}
