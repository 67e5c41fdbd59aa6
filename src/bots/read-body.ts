import { MOST_FILE_BYTES, tooBig } from '../domain/media/sent-file.ts'

/** The bytes of an answer, as long as they are few enough: what is longer is never held whole. */
export async function readBody(answer: Response): Promise<Uint8Array> {
  if (Number(answer.headers.get('content-length')) > MOST_FILE_BYTES) {
    await answer.body?.cancel()
    throw tooBig()
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > MOST_FILE_BYTES) throw tooBig()
    parts.push(part)
  }
  return Buffer.concat(parts)
}
