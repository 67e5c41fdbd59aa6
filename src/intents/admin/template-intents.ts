import type { Intent } from '../intent.ts'
import { templateEdit, templateReset, templateUndo } from './template-edit.ts'
import { templateGroup, templateList, templateShow } from './template-list.ts'
import { templateMeta, templateSubmit } from './template-meta.ts'

export const templateIntents: Intent[] = [
  templateList,
  templateGroup,
  templateShow,
  templateEdit,
  templateUndo,
  templateReset,
  templateMeta,
  templateSubmit,
]
