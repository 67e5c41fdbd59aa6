import { z } from 'zod'
import { later } from '../../domain/effects/later.ts'
import { readMetaText } from '../../domain/templates/meta-template.ts'
import { planSubmission, submitTemplate } from '../../domain/templates/submit-template.ts'
import { readTemplateBook } from '../../domain/templates/template-book.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { declared } from '../wording/templates/declared.ts'
import { textOf } from '../wording/templates/word-template.ts'
import { words } from '../wording/words.ts'
import type { Deps } from '../../domain/deps.ts'
import { showHome } from './template-list.ts'
import {
  examplesOf,
  keyArgument,
  languageArgument,
  newestAtMeta,
  readKey,
  readLanguage,
} from './template-keys.ts'

/** What we know at once; what Meta says follows, since asking it takes its time. */
export const templateMeta = defineIntent({
  name: 'template.meta',
  who: { permission: 'chats.take' },
  command: {
    noun: 'template',
    verb: 'meta',
    aliases: ['whatsapp', 'wa'],
    about: { id: 'Template yang ada di Meta', en: 'Templates at Meta' },
    examples: ['/template meta'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    const { templates } = words(turn)
    const rows = await newestAtMeta(deps)
    await later(deps, { kind: 'template.follow', conversationId: turn.conversationId })
    return { text: rows.length > 0 ? templates.meta(rows) : templates.metaNone }
  },
})

const input = z.object({
  kunci: z.string().max(200).optional(),
  bahasa: z.string().max(40).optional(),
})

export const templateSubmit = defineIntent({
  name: 'template.submit',
  who: { permission: 'templates.manage' },
  command: {
    noun: 'template',
    verb: 'ajukan',
    aliases: ['submit', 'daftarkan'],
    positional: ['kunci', 'bahasa'],
    about: { id: 'Ajukan teks kita ke Meta', en: 'Hand our text in at Meta' },
    examples: ['/template ajukan invoice.reminder.soon', '/template ajukan invoice.issued en'],
  },
  arguments: [keyArgument, languageArgument],
  input,
  async confirm(deps, asked, turn) {
    const plan = await planOf(deps, asked, turn)
    if (!plan) return undefined
    const { key, language, examples } = plan
    const { meta } = await planSubmission(deps, plan)
    const { templates } = words(turn)
    return templates.askSubmit({
      key,
      language,
      title: templates.title(key),
      category: declared[key].category,
      preview: readMetaText(meta, examples),
    })
  },
  async run(deps, asked, turn) {
    const { templates } = words(turn)
    const plan = await planOf(deps, asked, turn)
    if (!plan) return showHome(deps, turn, templates.which)
    const { category } = declared[plan.key]
    const { name } = await submitTemplate(deps, { ...plan, category, by: turn.person.id })
    return { text: templates.submitted(name) }
  },
})

async function planOf(deps: Deps, { kunci, bahasa }: z.infer<typeof input>, turn: Turn) {
  if (kunci === undefined) return undefined
  const key = readKey(kunci)
  const language = readLanguage(bahasa) ?? turn.person.language
  const text = textOf(await readTemplateBook(deps), key, language)
  const { variables } = declared[key]
  return { key, language, text, variables, examples: examplesOf(key, language) }
}
