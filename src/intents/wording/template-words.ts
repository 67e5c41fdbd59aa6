import type { NoticeDetails } from '../../domain/messages/notice.ts'
import type { Language } from '../../domain/people/person.ts'
import type { MetaRow } from '../../domain/templates/meta-queries.ts'
import type { MetaStatus, TemplateCategory } from '../../domain/templates/meta-template.ts'
import type { Reply } from '../intent.ts'
import type { DeclaredVariable } from './templates/declared.ts'

type One = { key: string; title: string; language: Language }

export type TemplateReplies = {
  title: (key: string) => string
  language: (language: Language) => string
  home: (changed: number, approved: number) => string
  group: (title: string) => string
  toMeta: string
  back: string
  show: (one: {
    key: string
    title: string
    texts: { language: Language; preview: string; changed: boolean; meta: MetaStatus | null }[]
    variables: DeclaredVariable[]
  }) => string
  edit: (language: Language) => string
  submit: (language: Language) => string
  undo: string
  reset: string
  askText: (one: One & { text: string; variables: DeclaredVariable[] }) => string
  askSave: (one: One & { preview: string; meta: boolean }) => string
  saved: (one: One) => string
  same: string
  askUndo: (one: One & { preview: string }) => string
  undone: (one: One) => string
  askReset: (one: { key: string; title: string; preview: string }) => string
  didReset: (one: { key: string; title: string }) => string
  askSubmit: (one: One & { preview: string; category: TemplateCategory }) => string
  submitted: (name: string) => string
  meta: (rows: MetaRow[]) => string
  metaNone: string
  which: string
  status: (status: MetaStatus) => string
}

type Code = 'template.status.staff' | 'template.shelf'
export type TemplateNoticeWords = { [C in Code]: (details: NoticeDetails[C]) => Reply }
