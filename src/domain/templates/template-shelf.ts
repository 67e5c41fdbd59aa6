import type { TemplateCategory, TemplateStatus } from './meta-template.ts'

/**
 * The templates of our business account, as Meta keeps them. Throws `Unreachable` where trying
 * again is safe, and `Rejected` where Meta says no: `template_exists`, `template_being_deleted` (the
 * name is taken), or others with Meta's words for why.
 */
export type TemplateShelf = {
  list: (signal: AbortSignal) => Promise<ShelvedTemplate[]>
  create: (
    template: {
      name: string
      /** As Meta writes it: `id`, `en_US`. */
      language: string
      category: TemplateCategory
      body: string
      examples: string[]
    },
    signal: AbortSignal,
  ) => Promise<{ status: TemplateStatus; category: TemplateCategory }>
}

export type ShelvedTemplate = {
  name: string
  language: string
  category: TemplateCategory
  status: TemplateStatus
  /** Why it was refused, in Meta's word for it. */
  reason?: string
  body: string
}
