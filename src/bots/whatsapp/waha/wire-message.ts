import type { Choice, FileRef, Message } from '../../../domain/messages/message.ts'

export type Part = { path: string; body: Record<string, unknown> }

/**
 * A message as WAHA takes it: one part, or two where a file and its words do not fit together.
 * Buttons and lists do not reach every phone over a linked device: choices are numbers to type.
 */
export function partsOf({ text, choices = [], file }: Message, bytes?: Uint8Array): Part[] {
  const words = withNumbers(text, choices)
  if (!file || !bytes) return words.map(say)
  const way = wayOf(file, bytes.byteLength)
  const [caption = '', ...rest] = words
  if (way.caption && rest.length === 0 && caption.length <= MAX_CAPTION) {
    return [attach(file, bytes, { way, caption })]
  }
  return [attach(file, bytes, { way }), ...words.map(say)]
}

function withNumbers(text: string, choices: Choice[]): string[] {
  if (choices.length === 0) return text === '' ? [] : [text]
  const numbers = choices.map(({ label }, place) => `${place + 1}. ${label}`).join('\n')
  const whole = text ? `${text}\n\n${numbers}` : numbers
  return whole.length <= MAX_TEXT ? [whole] : [text, numbers]
}

// A preview would have WAHA open every payment link first.
const say = (text: string): Part => ({ path: 'api/sendText', body: { text, linkPreview: false } })

type Way = { path: string; caption: boolean }

function attach(
  { name, mime }: FileRef,
  bytes: Uint8Array,
  { way, caption = '' }: { way: Way; caption?: string },
): Part {
  const file = { mimetype: mime, filename: name, data: Buffer.from(bytes).toString('base64') }
  return { path: way.path, body: { file, ...(caption && { caption }) } }
}

/** What a phone can show is shown; everything else is a document. */
function wayOf({ mime }: FileRef, size: number): Way {
  const [kind] = mime.split(';')
  if (size <= MAX_SHOWN_BYTES && kind) {
    if (PICTURES.has(kind)) return { path: 'api/sendImage', caption: true }
    if (kind === 'video/mp4') return { path: 'api/sendVideo', caption: true }
    if (kind === 'audio/ogg') return { path: 'api/sendVoice', caption: false }
  }
  return { path: 'api/sendFile', caption: true }
}

const PICTURES = new Set(['image/jpeg', 'image/png'])
const MAX_SHOWN_BYTES = 16_000_000
const MAX_TEXT = 4096
const MAX_CAPTION = 1024
