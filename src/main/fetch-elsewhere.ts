import { readMediaRef } from '../bots/whatsapp/baileys/media-ref.ts'
import { Rejected, Unreachable } from '../domain/fault.ts'
import type { Download } from '../domain/media/sent-file.ts'

/**
 * A file that came by a door of another process. What a linked WhatsApp number heard can be fetched
 * anywhere: its keys are in its name. Only asking the phone for it again takes the socket.
 */
export const fetchElsewhere: Download = async (accountId, ref, signal) => {
  if (!isLinkedRef(ref)) throw new Unreachable(`There is no door to account ${accountId} here`)
  const [{ loadBaileys }, { fetchMedia }] = await Promise.all([
    import('../bots/whatsapp/baileys/library.ts'),
    import('../bots/whatsapp/baileys/fetch-media.ts'),
  ])
  return fetchMedia({ library: await loadBaileys(), socket: () => undefined }, ref, signal)
}

function isLinkedRef(ref: string) {
  try {
    return Boolean(readMediaRef(ref))
  } catch (error) {
    if (error instanceof Rejected) return false
    throw error
  }
}
