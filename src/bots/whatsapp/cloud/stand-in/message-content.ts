import type { Message } from './check-message.ts'
import { Refused } from './graph-answers.ts'
import { findMedia } from './media-shelf.ts'
import { filledTemplate } from './templates.ts'
import type { PhoneMessage, World } from './world.ts'

export type Content = Pick<PhoneMessage, 'text' | 'buttons' | 'list' | 'file'> & {
  /** What it is billed as. */
  category: string
}

type Sent = Exclude<Message, { type: 'reaction' }>

/** What the customer's phone will show of it. */
export function contentOf(world: World, message: Sent): Content {
  if (message.type === 'template') return templateOf(world, message)
  return { ...freeOf(world, message), category: 'service' }
}

function freeOf(world: World, message: Exclude<Sent, { type: 'template' }>) {
  switch (message.type) {
    case 'text':
      return { text: message.text.body }
    case 'image':
      return { text: message.image.caption ?? '', ...fileOf(world, message.image) }
    case 'document':
      return { text: message.document.caption ?? '', ...fileOf(world, message.document) }
    case 'interactive':
      return interactiveOf(world, message.interactive)
  }
}

type Interactive = Extract<Message, { type: 'interactive' }>['interactive']

function interactiveOf(world: World, interactive: Interactive) {
  const { header } = interactive
  const words = [
    header?.type === 'text' ? header.text : '',
    interactive.body.text,
    interactive.footer?.text ?? '',
  ]
  const text = words.filter(Boolean).join('\n')
  if (interactive.type === 'list') {
    const { button, sections } = interactive.action
    const rows = sections.flatMap(({ rows }) => rows.map(withoutGaps))
    return { text, list: { button, rows } }
  }
  const file = header?.type === 'image' || header?.type === 'document' ? mediaOf(header) : undefined
  const buttons = interactive.action.buttons.map(({ reply }) => reply)
  return { text, buttons, ...(file && fileOf(world, file)) }
}

function templateOf(world: World, { template }: Extract<Message, { type: 'template' }>): Content {
  const { name, language, components = [] } = template
  const values = components.flatMap((part) =>
    part.type === 'body' ? part.parameters.map(({ text }) => text) : [],
  )
  const head = components.flatMap((part) => (part.type === 'header' ? part.parameters : []))[0]
  const header = head && (head.type === 'image' ? ('IMAGE' as const) : ('DOCUMENT' as const))
  const given = { name, language: language.code, values, ...(header && { header }) }
  const filled = filledTemplate(world, given)
  return { ...filled, ...(head && fileOf(world, mediaOf(head))) }
}

type Given = { id?: string | undefined; filename?: string | undefined }

function mediaOf(
  one: { type: 'image'; image: Given } | { type: 'document'; document: Given },
): Given {
  return one.type === 'image' ? one.image : one.document
}

function withoutGaps({
  id,
  title,
  description,
}: {
  id: string
  title: string
  description?: string | undefined
}) {
  return { id, title, ...(description !== undefined && { description }) }
}

function fileOf(world: World, { id, filename }: Given) {
  if (id === undefined) throw new Refused(100, 'this stand-in fetches nothing by link')
  const media = findMedia(world, id)
  return { file: { ...media, name: filename ?? media.name } }
}
