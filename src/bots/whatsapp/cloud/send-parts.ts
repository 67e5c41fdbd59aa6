import { Rejected } from '../../../domain/fault.ts'
import type { FileRef, Message } from '../../../domain/messages/message.ts'
import { inParts } from '../../in-parts.ts'
import type { Graph } from './graph.ts'
import { postMessage, recipientOf } from './post-message.ts'
import { fileOf, type Media, type Part, partsOf } from './wire-message.ts'

type Options = {
  graph: Graph
  phoneNumberId: string
  mediaOf: (
    file: FileRef,
    signal: AbortSignal,
    fresh?: boolean,
  ) => Promise<Media & { cached: boolean }>
}

/** Sends all parts of a message, its file uploaded first; resolves with the id of the last. */
export function createSending({ graph, phoneNumberId, mediaOf }: Options) {
  return async (chat: string, message: Message, signal: AbortSignal): Promise<string> => {
    const to = recipientOf(chat)
    const post = (part: Part) => () =>
      postMessage({ graph, phoneNumberId, signal }, { ...to, ...part })
    const postWith = (media?: Media) => {
      const [first, ...rest] = partsOf(message, media).map(post)
      if (!first) throw new Rejected('There is nothing to send', { code: 'empty' })
      return inParts(first, ...rest)
    }
    const file = fileOf(message)
    if (!file) return postWith()

    const media = await mediaOf(file, signal)
    try {
      return await postWith(media)
    } catch (error) {
      // Meta forgets uploads before their time now and then.
      if (!media.cached || !isAboutMedia(error)) throw error
      return postWith(await mediaOf(file, signal, true))
    }
  }
}

const isAboutMedia = (error: unknown) => error instanceof Rejected && ABOUT_MEDIA.has(error.code)

/** Invalid parameter, and media that could not be found, fetched or prepared. */
const ABOUT_MEDIA = new Set(['100', '131009', '131052', '131053'])
