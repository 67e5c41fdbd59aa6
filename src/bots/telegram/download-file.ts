import type { Api } from 'grammy'
import { Rejected, Unreachable } from '../../domain/fault.ts'
import { MOST_FILE_BYTES, tooBig } from '../../domain/media/sent-file.ts'
import { readBody } from '../read-body.ts'
import { native } from './send-message.ts'
import { calling, reasonOf } from './telegram-faults.ts'

type From = { api: Api; apiRoot: string; signal: AbortSignal }

/** The bytes of what somebody sent. Telegram itself gives out files up to 20 MB. */
export async function downloadFile({ api, apiRoot, signal }: From, ref: string) {
  const asked = calling(() => api.getFile(ref, native(signal)), true)
  const { file_path, file_size = 0 } = await asked.catch((error: unknown) => {
    const big = error instanceof Rejected && /file is too big/.test(error.message)
    throw big ? tooBig() : error
  })
  if (file_size > MOST_FILE_BYTES) throw tooBig()
  if (!file_path) throw new Rejected('Telegram has no path for this file', { code: 'file_gone' })
  try {
    const answer = await fetch(`${apiRoot}/file/bot${api.token}/${file_path}`, { signal })
    if (answer.status === 404) throw new Rejected('The file is gone', { code: 'file_gone' })
    if (!answer.ok) throw new Unreachable(`Telegram's file server answered ${answer.status}`)
    const bytes = await readBody(answer)
    return { bytes, mime: mimeOf(file_path, answer.headers.get('content-type')) }
  } catch (error) {
    if (error instanceof Rejected || error instanceof Unreachable) throw error
    throw new Unreachable(`The file could not be fetched: ${reasonOf(error)}`)
  }
}

/** Telegram serves everything as bytes; the path it chose tells what it is. */
function mimeOf(path: string, told: string | null) {
  if (told && told !== UNTOLD) return told
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  return MIMES[extension] ?? UNTOLD
}

const UNTOLD = 'application/octet-stream'
const MIMES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
}
