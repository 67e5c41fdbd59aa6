import { Rejected } from '../../../domain/fault.ts'
import { asRecord, parseMessageId } from './message-id.ts'
import type { WahaApi } from './waha-api.ts'
import type { WahaMessage } from './wire.ts'

/**
 * Our name for a file: the message it came with, and where WAHA keeps it. WAHA forgets files after
 * minutes and gets them anew from WhatsApp when it is asked for the message.
 */
export function mediaRefOf({ id, media }: WahaMessage): string | undefined {
  if (!parseMessageId(id)) return undefined
  return [id, filePathOf(media?.url)].filter(Boolean).join(' ')
}

/** Bytes of what a customer sent. Nothing but our WAHA is ever asked, whatever an address says. */
export async function downloadMedia(
  { api, session }: { api: WahaApi; session: string },
  ref: string,
  signal: AbortSignal,
) {
  const [messageId, kept] = ref.split(' ')
  if (kept) {
    try {
      return await api.fetchBytes(kept, signal)
    } catch (error) {
      if (!(error instanceof Rejected) || error.code !== 'not_found') throw error
    }
  }
  const path = await fetchedAnew({ api, session }, messageId, signal)
  if (!path) throw gone()
  return api.fetchBytes(path, signal)
}

async function fetchedAnew(
  { api, session }: { api: WahaApi; session: string },
  messageId: string | undefined,
  signal: AbortSignal,
) {
  const { jid } = parseMessageId(messageId) ?? {}
  if (!jid || !messageId) throw gone()
  const parts = [session, 'chats', jid, 'messages', messageId].map(encodeURIComponent)
  const path = `api/${parts.join('/')}?downloadMedia=true`
  const message = await api.ask({ method: 'GET', path, signal }).catch(asGone)
  return filePathOf(asRecord(asRecord(message)['media'])['url'])
}

/**
 * WAHA says what it believes its own address to be, often `http://localhost:3000`: only the path
 * counts, behind the address that we were given. A file that lies elsewhere is not fetched.
 */
function filePathOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { pathname } = new URL(url)
  const start = pathname.indexOf(FILES)
  return start === -1 ? undefined : pathname.slice(start + 1)
}

function asGone(error: unknown): never {
  throw error instanceof Rejected && error.code !== 'token' ? gone() : error
}

const gone = () => new Rejected('WAHA has no such file', { code: 'file_gone' })

const FILES = '/api/files/'
