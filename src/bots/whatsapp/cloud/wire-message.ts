import type { Choice, FileRef, Message } from '../../../domain/messages/message.ts'

export type Media = { id: string; kind: 'image' | 'document' }
export type Part = { type: string } & Record<string, unknown>

/**
 * A message as WhatsApp can carry it: usually one part, two where a file and its words do not
 * fit together. Choices are buttons, else a list, else numbers to type; an answer typed as a
 * number is understood in every case.
 */
export function partsOf({ text, choices = [], file }: Message, media?: Media): Part[] {
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
  const rows = choices.map(({ key, label }) => ({ id: key, title: label }))
  const action = { button: LIST_BUTTON, sections: [{ rows }] }
  return { type: 'interactive', interactive: { type: 'list', body: { text }, action } }
}

function fitButtons(text: string, choices: Choice[]) {
  return choices.length <= 3 && fit({ text, choices, body: MAX_BUTTONS_TEXT, label: 20 })
}

function fitList(text: string, choices: Choice[]) {
  return choices.length <= 10 && fit({ text, choices, body: MAX_TEXT, label: 24 })
}

type Room = { text: string; choices: Choice[]; body: number; label: number }

function fit({ text, choices, body, label: longest }: Room) {
  const labels = choices.map(({ label }) => label)
  const room = labels.every((label) => label.length > 0 && label.length <= longest)
  // Two buttons may not read the same.
  const distinct = new Set(labels).size === labels.length
  return room && distinct && text.length > 0 && text.length <= body
}

/** The door knows no language; this word is the same in both. */
const LIST_BUTTON = 'Menu'
const MAX_TEXT = 4096
const MAX_BUTTONS_TEXT = 1024
const MAX_CAPTION = 1024
