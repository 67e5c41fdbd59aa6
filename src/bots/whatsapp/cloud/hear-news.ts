import type { Inbound } from '../../../domain/messages/inbound.ts'
import { NOBODY, print, type Said } from './said.ts'
import {
  categoryOf,
  statusOf,
  type TemplateCategory,
  type TemplateStatus,
} from './template-shelf.ts'
import type { Change } from './wire.ts'

/**
 * What Meta says of a template, as JSON in the `text` of a system message `template_status`. Only
 * what changed is there: a new status, or a new category.
 */
export type TemplateNews = {
  name: string
  language: string
  status?: TemplateStatus
  /** Meta's own word: `INVALID_FORMAT`, `FIRST_PAUSE` … */
  reason?: string
  category?: TemplateCategory
}

/** News of the business account or of a number of it; nothing where the change is something else. */
export function readNews(change: Change, time: unknown): Said | undefined {
  const inbound = newsOf(change)
  // The same words may be news again next month.
  return (
    inbound && { chat: NOBODY, providerId: `news:${print([change, time])}`, inbound, raw: change }
  )
}

function newsOf({ field, value }: Change): Inbound | undefined {
  if (field === 'message_template_status_update' || field === 'template_category_update') {
    const text = templateNews(value ?? {})
    return text && system('template_status', text)
  }
  const what = ABOUT_ACCOUNT.get(field ?? '')
  return what && value ? system(what, value) : undefined
}

function templateNews(value: NonNullable<Change['value']>): TemplateNews | undefined {
  const { message_template_name: name, message_template_language: language } = value
  if (!name || !language) return undefined
  const { event, reason, new_category, message_template_category } = value
  const category = categoryOf(new_category ?? message_template_category)
  const why = [reason, value.other_info?.title].find((word) => word && word !== 'NONE')
  return {
    name,
    language,
    ...(event && { status: statusOf(event) }),
    ...(why && { reason: why }),
    ...(category && { category }),
  }
}

const system = (what: string, text: object): Inbound => ({
  kind: 'system',
  what,
  text: JSON.stringify(text),
})

const ABOUT_ACCOUNT = new Map([
  ['account_update', 'account_update'],
  ['phone_number_quality_update', 'quality_update'],
])
