import type { SentFile } from '../domain/media/sent-file.ts'
import type { Act } from '../domain/messages/act.ts'
import type { FreeAnswer } from '../domain/messages/question.ts'
import type { Intent } from './intent.ts'
import type { Turn } from './turn.ts'

/** The photo or document that came with a message. Sounds, films and stickers are no files to us. */
export function sentFile({ media }: Pick<Turn, 'media'>): SentFile | undefined {
  if (!media || (media.kind !== 'image' && media.kind !== 'document')) return undefined
  const { accountId, kind, ref, mime, name } = media
  return {
    accountId,
    ref,
    mime: mime ?? (kind === 'image' ? 'image/jpeg' : 'application/octet-stream'),
    name: name ?? (kind === 'image' ? 'foto.jpg' : 'berkas'),
  }
}

/** What can be handed on between a customer and the team: voices, films and stickers too. */
export function passedFile(turn: Pick<Turn, 'media'>): SentFile | undefined {
  const { media } = turn
  if (!media) return undefined
  const known = media.kind in PASSED ? PASSED[media.kind as keyof typeof PASSED] : undefined
  if (!known) return sentFile(turn)
  const { accountId, ref, mime, name } = media
  return { accountId, ref, mime: mime ?? known.mime, name: name ?? known.name }
}

const PASSED = {
  audio: { mime: 'audio/ogg', name: 'suara.ogg' },
  video: { mime: 'video/mp4', name: 'video.mp4' },
  sticker: { mime: 'image/webp', name: 'stiker.webp' },
}

/** Whether an open question waits for a file. */
export function waitsForFile(intents: readonly Intent[], { act, field }: FreeAnswer): boolean {
  return fileArguments(intents, act).includes(field)
}

/** What a file does that answers such a question. */
export function withFile({ act, field }: FreeAnswer, file: SentFile): Act {
  return { ...act, input: { ...act.input, [field]: file } }
}

/**
 * A command typed under a file takes it as its value. What was typed where a file belongs is no
 * file: it is asked for.
 */
export function takeFileAlong(intents: readonly Intent[], turn: Turn, act: Act): Act {
  const names = fileArguments(intents, act)
  if (names.length === 0) return act
  const input = Object.fromEntries(
    Object.entries(act.input).filter(([name]) => !names.includes(name)),
  )
  const [first] = names
  const file = sentFile(turn)
  return { ...act, input: { ...input, ...(first && file && { [first]: file }) } }
}

/** A picture or a PDF, as people photograph or save what their bank shows them. */
export function looksLikeProof({ mime, name }: SentFile): boolean {
  return mime.startsWith('image/') || mime === 'application/pdf' || /\.pdf$/i.test(name)
}

function fileArguments(intents: readonly Intent[], { intent: name }: Act) {
  const intent = intents.find((one) => one.name === name)
  return (intent?.arguments ?? []).flatMap((one) => (one.file ? [one.name] : []))
}
