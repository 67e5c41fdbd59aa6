import type { Language } from '../people/person.ts'
import type { MetaStatus, TemplateCategory } from './meta-template.ts'

/** What is said of our texts at Meta. */
export type TemplateNotices = {
  'template.status.staff': {
    key: string
    language: Language
    name: string
    status: MetaStatus
    /** Meta's own word, or `no_account`, `removed`. */
    reason: string | null
  }
  'template.shelf': {
    /** False: no business account of Meta's is set up. */
    connected: boolean
    templates: {
      name: string
      language: string
      category: TemplateCategory
      status: MetaStatus
      reason: string | null
      /** Null: somebody made it at Meta's. */
      key: string | null
    }[]
  }
}
