import type { AnyMessageContent } from '@whiskeysockets/baileys'
import { splitText } from '../../../domain/messages/split-text.ts'
import type { Choice, FileRef, Message } from '../../../domain/messages/message.ts'

/** A file as it lies on our disk: Baileys uploads one path once and sends it to many. */
export type Attached = { file: FileRef; path: string; bytes: number }

/**
 * A message as WhatsApp carries it: usually one part, more where file and words do not fit
 * together. Choices are numbers to type: buttons show only now and then, and never say so.
 */
export function partsOf({ text, choices = [] }: Message, attached?: Attached): AnyMessageContent[] {
  const words = withNumbers(text, choices)
  if (!attached) return words.flatMap(say)
  const fits = words.length === 1 && (words[0]?.length ?? 0) <= MAX_CAPTION && !isSound(attached)
  if (fits) return [attach(attached, words[0] ?? '')]
  return [attach(attached, ''), ...words.flatMap(say)]
}

export function withNumbers(text: string, choices: Choice[]): string[] {
  if (choices.length === 0) return text === '' ? [] : splitText(text)
  const numbers = choices.map(({ label }, place) => `${place + 1}. ${label}`).join('\n')
  const whole = text ? `${text}\n\n${numbers}` : numbers
  return whole.length <= MAX_TEXT ? [whole] : [...splitText(text), ...splitText(numbers)]
}

// A preview would fetch every payment link first.
const say = (text: string): AnyMessageContent[] =>
  text === '' ? [] : [{ text, linkPreview: null }]

function attach(attached: Attached, caption: string): AnyMessageContent {
  const { file, path, bytes } = attached
  const { mime: mimetype, name: fileName } = file
  const said = caption === '' ? {} : { caption }
  if (isSound(attached)) {
    return { audio: { url: path }, mimetype, ptt: mimetype.startsWith('audio/ogg') }
  }
  if (PICTURES.has(mimetype) && bytes <= MAX_PICTURE_BYTES) {
    return { image: { url: path }, mimetype, ...said }
  }
  return { document: { url: path }, mimetype, fileName, ...said }
}

const isSound = ({ file }: Attached) => file.mime.startsWith('audio/')

const PICTURES = new Set(['image/jpeg', 'image/png'])
const MAX_PICTURE_BYTES = 5_000_000
const MAX_TEXT = 4_096
const MAX_CAPTION = 1_024
