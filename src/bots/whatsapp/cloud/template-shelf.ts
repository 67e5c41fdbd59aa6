import { Rejected, Unreachable } from '../../../domain/fault.ts'
import type { FileRef } from '../../../domain/messages/message.ts'
import type { ReadFile } from '../../door.ts'
import { askGraph, type Graph, graphBase, OFFICIAL_GRAPH } from './graph.ts'
import { uploadSample } from './template-sample.ts'

export type TemplateCategory = 'utility' | 'marketing' | 'authentication'
/** `disabled` stays so; `paused` comes back by itself or after it was changed. */
export type TemplateStatus = 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled' | 'unknown'

export type NewTemplate = {
  /** Lower case letters, digits and underscores. */
  name: string
  /** As Meta writes it: `id`, `en_US`. */
  language: string
  category: TemplateCategory
  /** With `{{1}}`, `{{2}}` … where values go. */
  body: string
  /** One for each value of the body, in their order: Meta approves nothing without. */
  examples: string[]
  /** A picture or document like the one that will stand above the words. */
  header?: FileRef
}

export type ShelvedTemplate = {
  /** Meta's own number of it. */
  id: string
  name: string
  language: string
  category: TemplateCategory
  status: TemplateStatus
  /** Why it was refused, in Meta's word for it: `INVALID_FORMAT`, `TAG_CONTENT_MISMATCH` … */
  reason?: string
  body: string
  header?: 'image' | 'document' | 'other'
}

/**
 * The templates of one business account, as Meta keeps them. Everything throws `Unreachable` where
 * trying again is safe, and `Rejected` where Meta says no: `template_exists` (name and language are
 * taken), `template_being_deleted` (a name just removed is free again after 30 days),
 * `too_many_templates`, `token`, or `template_invalid` with Meta's words for why.
 */
export type TemplateShelf = {
  /** All of them, however many pages that takes. */
  list: (signal: AbortSignal) => Promise<ShelvedTemplate[]>
  /** Hands one in. Meta may put it into another category than was asked for. */
  create: (
    template: NewTemplate,
    signal: AbortSignal,
  ) => Promise<Pick<ShelvedTemplate, 'id' | 'status' | 'category'>>
  /** Removes it in every language. One that is not there is fine. */
  remove: (name: string, signal: AbortSignal) => Promise<void>
}

export type ShelfOptions = {
  /** Default: the official one; with or without a version at its end. */
  graphUrl?: string
  token: string
  wabaId: string
  readFile: ReadFile
}

export function createTemplateShelf(options: ShelfOptions): TemplateShelf {
  const graph: Graph = { base: graphBase(options.graphUrl ?? OFFICIAL_GRAPH), token: options.token }
  const shelf = `${options.wabaId}/message_templates`

  return {
    async list(signal) {
      const found: ShelvedTemplate[] = []
      let after = ''
      for (let page = 0; page < MOST_PAGES; page++) {
        const path = `${shelf}?fields=${FIELDS}&limit=100${after && `&after=${after}`}`
        const asked = { method: 'GET', path, signal, repeatable: true } as const
        const { data = [], paging } = (await askGraph(graph, asked)) as WirePage
        found.push(...data.flatMap(readTemplate))
        if (!paging?.next || !paging.cursors?.after) break
        after = encodeURIComponent(paging.cursors.after)
      }
      return found
    },

    async create(template, signal) {
      const { header, ...words } = template
      const sample = header && (await uploadSample(graph, options.readFile, { header, signal }))
      const body = { ...toWire(words), components: componentsOf(template, sample) }
      const asked = { method: 'POST', path: shelf, body, signal, repeatable: true } as const
      const said = (await askGraph(graph, asked).catch(sayInvalid)) as WireTemplate
      if (!said.id) throw new Unreachable('WhatsApp gave the template no id')
      return {
        id: said.id,
        status: statusOf(said.status ?? 'PENDING'),
        category: categoryOf(said.category) ?? template.category,
      }
    },

    async remove(name, signal) {
      const path = `${shelf}?name=${encodeURIComponent(name)}`
      try {
        await askGraph(graph, { method: 'DELETE', path, signal, repeatable: true })
      } catch (error) {
        if (!(error instanceof Rejected && error.code === 'template_gone')) throw error
      }
    },
  }
}

/** Of what is wrong with a template Meta says only in words. */
function sayInvalid(error: unknown): never {
  if (!(error instanceof Rejected) || !['100', '132000', '131009'].includes(error.code)) throw error
  throw new Rejected(error.message, { code: 'template_invalid', cause: error })
}

type WirePage = {
  data?: WireTemplate[]
  paging?: { next?: string; cursors?: { after?: string } }
}

type WireTemplate = {
  id?: string
  name?: string
  language?: string
  category?: string
  status?: string
  rejected_reason?: string
  components?: { type?: string; format?: string; text?: string }[]
}

const toWire = ({ name, language, category }: Omit<NewTemplate, 'header'>) => ({
  name,
  language,
  category: category.toUpperCase(),
})

function componentsOf(
  { body, examples }: NewTemplate,
  sample?: { format: string; handle: string },
) {
  const head = sample && {
    type: 'HEADER',
    format: sample.format,
    example: { header_handle: [sample.handle] },
  }
  const shown = examples.length > 0 ? { example: { body_text: [examples] } } : {}
  return [...(head ? [head] : []), { type: 'BODY', text: body, ...shown }]
}

function readTemplate(wire: WireTemplate): ShelvedTemplate[] {
  const { id, name, language, components = [], rejected_reason: reason } = wire
  if (!id || !name || !language) return []
  const head = components.find(({ type }) => type === 'HEADER')
  return [
    {
      id,
      name,
      language,
      category: categoryOf(wire.category) ?? 'utility',
      status: statusOf(wire.status),
      ...(reason && reason !== 'NONE' && { reason }),
      body: components.find(({ type }) => type === 'BODY')?.text ?? '',
      ...(head && { header: headerOf(head.format) }),
    },
  ]
}

function headerOf(format: string | undefined): NonNullable<ShelvedTemplate['header']> {
  return format === 'IMAGE' ? 'image' : format === 'DOCUMENT' ? 'document' : 'other'
}

export function categoryOf(told: string | undefined): TemplateCategory | undefined {
  const category = told?.toLowerCase()
  return category === 'utility' || category === 'marketing' || category === 'authentication'
    ? category
    : undefined
}

/** In Meta's answers and in its news alike. */
export function statusOf(told: string | undefined): TemplateStatus {
  return (Object.hasOwn(STATUSES, told ?? '') && STATUSES[told ?? '']) || 'unknown'
}

const STATUSES: Record<string, TemplateStatus> = {
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  APPROVED: 'approved',
  REINSTATED: 'approved',
  UNARCHIVED: 'approved',
  FLAGGED: 'approved',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  LOCKED: 'paused',
  DISABLED: 'disabled',
  ARCHIVED: 'disabled',
  DELETED: 'disabled',
  PENDING_DELETION: 'disabled',
}

const FIELDS = 'id,name,language,category,status,rejected_reason,components'
const MOST_PAGES = 50
