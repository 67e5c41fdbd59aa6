import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Call } from '../../../stand-in/serve.ts'
import { Refused } from './graph-answers.ts'
import type { News } from './news.ts'
import type { StoredTemplate, World } from './world.ts'

const component = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('HEADER'),
    format: z.enum(['IMAGE', 'DOCUMENT']),
    example: z.strictObject({ header_handle: z.array(z.string().min(1)).length(1) }),
  }),
  z.strictObject({
    type: z.literal('BODY'),
    text: z.string().min(1).max(1024),
    example: z
      .strictObject({ body_text: z.array(z.array(z.string().min(1))).length(1) })
      .optional(),
  }),
])

const template = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
  components: z.array(component).min(1),
})

/** `POST /<waba>/message_templates` */
export function createTemplate(world: World, { body }: Call) {
  const checked = template.safeParse(JSON.parse(body.toString()))
  if (!checked.success) throw new Refused(100, checked.error.issues[0]?.message)
  const { name, language, category, components } = checked.data
  const key = keyOf(name, language)
  if (world.templates.has(key)) throw new Refused(100, '', { subcode: 2_388_024 })
  const text = components.find(({ type }) => type === 'BODY')
  if (text?.type !== 'BODY') throw new Refused(100, 'A body is required')
  const places = placesOf(text.text)
  if (places.some((place, at) => place !== at + 1))
    throw new Refused(100, 'Values are not in order')
  if (/^\s*\{\{|\}\}\s*$/.test(text.text)) {
    throw new Refused(100, 'Variables can not be at the start or end of the template')
  }
  const examples = text.example?.body_text[0]?.length ?? 0
  if (examples !== places.length) throw new Refused(100, 'Every value wants an example')
  const head = components.find(({ type }) => type === 'HEADER')
  const handle = head?.type === 'HEADER' ? head.example.header_handle[0] : undefined
  if (handle !== undefined && !world.samples.has(handle)) {
    throw new Refused(100, 'The header handle is not one we gave')
  }
  const stored: StoredTemplate = {
    id: String(randomInt(1e14, 2e14)),
    name,
    language,
    category,
    status: 'PENDING',
    body: text.text,
    ...(head?.type === 'HEADER' && { header: head.format }),
  }
  world.templates.set(key, stored)
  return { id: stored.id, status: stored.status, category }
}

/** `GET /<waba>/message_templates`, a page at a time. */
export function listTemplates(world: World, { query, path }: Call, base: string) {
  const size = Math.min(Number(query.get('limit') ?? 25), world.templatesPerPage)
  const start = Number(query.get('after') ?? 0)
  const all = [...world.templates.values()]
  const data = all.slice(start, start + size).map(described)
  const end = start + data.length
  const next = end < all.length ? { next: `${base}${path}?after=${end}` } : {}
  return { data, paging: { cursors: { before: String(start), after: String(end) }, ...next } }
}

/** `DELETE /<waba>/message_templates?name=…`: in every language. */
export function deleteTemplate({ templates }: World, { query }: Call) {
  const name = query.get('name')
  const keys = [...templates].flatMap(([key, one]) => (one.name === name ? [key] : []))
  if (keys.length === 0) throw new Refused(100, '', { subcode: 2_593_002 })
  for (const key of keys) templates.delete(key)
  return { success: true }
}

/** What Meta decides about templates, and tells. */
export function createReview(world: World, news: News) {
  function change(name: string, changed: Partial<StoredTemplate>) {
    const found = [...world.templates.values()].filter((one) => one.name === name)
    if (found.length === 0) throw new Error(`There is no template ${name}`)
    return found.map((one) => Object.assign(one, changed))
  }
  function decide(name: string, status: StoredTemplate['status'], reason = 'NONE') {
    for (const one of change(name, { status, reason })) {
      const value = { ...aboutTemplate(one), event: status, reason }
      news.tell('templates', value, 'message_template_status_update')
    }
  }
  return {
    all: () => [...world.templates.values()].map((one) => ({ ...one })),
    approve: (name: string) => decide(name, 'APPROVED'),
    reject: (name: string, reason = 'INVALID_FORMAT') => decide(name, 'REJECTED', reason),
    pause: (name: string) => decide(name, 'PAUSED', 'FIRST_PAUSE'),
    disable: (name: string) => decide(name, 'DISABLED'),
    /** Meta finds that it is of another kind, and bills it so. */
    recategorise(name: string, category: StoredTemplate['category']) {
      for (const one of world.templates.values()) {
        if (one.name !== name) continue
        const value = {
          ...aboutTemplate(one),
          previous_category: one.category,
          new_category: category,
        }
        one.category = category
        news.tell('templates', value, 'template_category_update')
      }
    },
  }
}

/** The words of an approved template with its values in; throws what Meta would say instead. */
export function filledTemplate(
  { templates }: World,
  given: { name: string; language: string; values: string[]; header?: 'IMAGE' | 'DOCUMENT' },
) {
  const found = templates.get(keyOf(given.name, given.language))
  if (found?.status === 'PAUSED') throw new Refused(132_015)
  if (found?.status === 'DISABLED') throw new Refused(132_016)
  if (found?.status !== 'APPROVED') throw new Refused(132_001)
  const places = placesOf(found.body)
  if (places.length !== given.values.length) {
    throw new Refused(132_000, `${given.values.length} values for ${places.length} places`)
  }
  if (given.values.some((value) => /[\n\t]| {5}/.test(value))) throw new Refused(132_005)
  if (found.header !== given.header) {
    throw new Refused(132_012, `header: ${given.header ?? 'none'} for ${found.header ?? 'none'}`)
  }
  const text = found.body.replaceAll(PLACE, (_all, place: string) => {
    return given.values[Number(place) - 1] ?? ''
  })
  return { text, category: found.category.toLowerCase() }
}

function aboutTemplate({ id, name, language, category }: StoredTemplate) {
  return {
    message_template_id: Number(id),
    message_template_name: name,
    message_template_language: language,
    message_template_category: category,
  }
}

function described({ body, header, reason, ...about }: StoredTemplate) {
  const head = header ? [{ type: 'HEADER', format: header }] : []
  const components = [...head, { type: 'BODY', text: body }]
  return { ...about, rejected_reason: reason ?? 'NONE', components }
}

const placesOf = (body: string) =>
  [...new Set([...body.matchAll(PLACE)].map(([, place]) => Number(place)))].toSorted(
    (a, b) => a - b,
  )
const keyOf = (name: string, language: string) => `${name}/${language}`
const PLACE = /\{\{(\d+)\}\}/g
