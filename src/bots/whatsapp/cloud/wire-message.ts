import type { Choice, FileRef, Message, Template } from '../../../domain/messages/message.ts'

export type Media = { id: string; kind: 'image' | 'document' }
export type Part = { type: string } & Record<string, unknown>

/**
 * A message as WhatsApp can carry it: usually one part, two where a file and its words do not
 * fit together. Choices are buttons, else a list, else numbers to type; an answer typed as a
 * number is understood in every case. What it answers is quoted by its first part.
 */
export function partsOf(message: Message, media?: Media): Part[] {
  const { reaction, template, replyTo } = message
  if (reaction) return [react(reaction)]
  if (template) return [fillIn(template, media)]
  const [first, ...rest] = contentOf(message, media)
  if (!first || replyTo === undefined) return first ? [first, ...rest] : rest
  return [{ ...first, context: { message_id: replyTo } }, ...rest]
}

/** The file that has to be uploaded for it, if any. */
export function fileOf({ reaction, template, file }: Message): FileRef | undefined {
  if (reaction) return undefined
  return template ? template.file : file
}

function contentOf({ text, choices = [], file }: Message, media?: Media): Part[] {
  if (!file || !media) return ask(text, choices)
  if (choices.length === 0) {
    const captioned = text.length <= MAX_CAPTION
    return captioned ? [attach(file, media, text)] : [attach(file, media), say(text)]
  }
  if (fitButtons(text, choices)) return [buttons(text, choices, header(file, media))]
  return [attach(file, media), ...ask(text, choices)]
}

function ask(text: string, choices: Choice[]): Part[] {
  if (choices.length === 0) return [say(text)]
  if (fitButtons(text, choices)) return [buttons(text, choices)]
  if (fitList(text, choices)) return [list(text, choices)]
  const numbers = choices.map(({ label }, place) => `${place + 1}. ${label}`).join('\n')
  const whole = text ? `${text}\n\n${numbers}` : numbers
  return whole.length <= MAX_TEXT ? [say(whole)] : [say(text), say(numbers)]
}

const react = ({ to, emoji }: NonNullable<Message['reaction']>): Part => ({
  type: 'reaction',
  reaction: { message_id: to, emoji },
})

// A preview would have the customer's phone, and Meta, open every payment link first.
const say = (body: string): Part => ({ type: 'text', text: { body, preview_url: false } })

function attach({ name }: FileRef, { id, kind }: Media, caption = ''): Part {
  const about = { id, ...(kind === 'document' && { filename: name }), ...(caption && { caption }) }
  return { type: kind, [kind]: about }
}

const header = ({ name }: FileRef, { id, kind }: Media) => ({
  type: kind,
  [kind]: { id, ...(kind === 'document' && { filename: name }) },
})

function fillIn({ name, language, values, file }: Template, media?: Media): Part {
  const head = file && media && [{ type: 'header', parameters: [header(file, media)] }]
  const parameters = values.map((value) => ({ type: 'text', text: inOneLine(value) }))
  const body = parameters.length > 0 ? [{ type: 'body', parameters }] : []
  const components = [...(head ?? []), ...body]
  const about = { name, language: { code: language }, ...(components.length > 0 && { components }) }
  return { type: 'template', template: about }
}

/** Meta refuses a value with a line break, a tab, more than four spaces, or nothing in it. */
const inOneLine = (value: string) => value.replaceAll(/\s+/g, ' ').trim() || '-'

function buttons(text: string, choices: Choice[], head?: object): Part {
  const replies = choices.map(({ key, label }) => ({
    type: 'reply',
    reply: { id: key, title: label },
  }))
  const action = { buttons: replies }
  const interactive = { type: 'button', ...(head && { header: head }), body: { text }, action }
  return { type: 'interactive', interactive }
}

function list(text: string, choices: Choice[]): Part {
  const rows = choices.map(({ key, label }) => ({ id: key, ...rowOf(label) }))
  const action = { button: LIST_BUTTON, sections: [{ rows }] }
  return { type: 'interactive', interactive: { type: 'list', body: { text }, action } }
}

/** What is too long for the title of a row goes on under it, where words part by themselves. */
function rowOf(label: string): { title: string; description?: string } {
  if (label.length <= MAX_TITLE) return { title: label }
  const [, title = '', description = ''] = SPLIT.exec(label) ?? []
  return { title, description }
}

function fitButtons(text: string, choices: Choice[]) {
  const labels = choices.map(({ label }) => label)
  const fit = labels.every((label) => label.length > 0 && label.length <= MAX_BUTTON)
  return fit && choices.length <= 3 && areDistinct(labels) && fits(text, MAX_BUTTONS_TEXT)
}

function fitList(text: string, choices: Choice[]) {
  const rows = choices.map(({ label }) => rowOf(label))
  const fit = rows.every(
    ({ title, description = '' }) => title.length > 0 && description.length <= MAX_DESCRIPTION,
  )
  const titles = rows.map(({ title }) => title)
  return fit && choices.length <= 10 && areDistinct(titles) && fits(text, MAX_TEXT)
}

const fits = (text: string, room: number) => text.length > 0 && text.length <= room
/** Two buttons may not read the same. */
const areDistinct = (labels: string[]) => new Set(labels).size === labels.length

/** A title of at most 24 characters that ends where a part of the label does. */
const SPLIT = /^(.{1,24}?)(?:\s*[·,;:—–]\s+|\s+-\s+|\s*(?=\())(.+)$/su
/** The door knows no language; this word is the same in both. */
const LIST_BUTTON = 'Menu'
const MAX_BUTTON = 20
const MAX_TITLE = 24
const MAX_DESCRIPTION = 72
const MAX_TEXT = 4096
const MAX_BUTTONS_TEXT = 1024
const MAX_CAPTION = 1024
