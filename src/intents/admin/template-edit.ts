import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import type { Language } from '../../domain/people/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import { saveTemplate, undoTemplate, whatUndoes } from '../../domain/templates/save-template.ts'
import { checkTemplate } from '../../domain/templates/template.ts'
import { readTemplateBook } from '../../domain/templates/template-book.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { declared, type TemplateKey } from '../wording/templates/declared.ts'
import { defaultText } from '../wording/templates/default-texts.ts'
import { textOf } from '../wording/templates/word-template.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'
import { showHome } from './template-list.ts'
import {
  keyArgument,
  languageArgument,
  languages,
  previewOf,
  readKey,
  readLanguage,
} from './template-keys.ts'

const who = { permission: 'templates.manage' } as const

const editInput = z.object({
  /** All that was typed behind the verb: key, perhaps a language, text. */
  isi: z.string().max(5_000).optional(),
  kunci: z.string().max(200).optional(),
  bahasa: z.string().max(40).optional(),
  teks: z.string().max(5_000).optional(),
})

export const templateEdit = defineIntent({
  name: 'template.edit',
  who,
  command: {
    noun: 'template',
    verb: 'ubah',
    aliases: ['edit', 'change', 'ganti'],
    rest: 'isi',
    about: { id: 'Ubah kata-katanya', en: 'Change the words' },
    examples: [
      '/template ubah balance.reminder Halo {{customer_name}}, saldo Anda {{balance}}.',
      '/template ubah balance.reminder en Hello {{customer_name}}, your balance is {{balance}}.',
    ],
  },
  arguments: [
    keyArgument,
    languageArgument,
    rare('isi', ['teks', 'text'], 'Kirim teks barunya.', 'Send the new text.'),
  ],
  input: editInput,

  async confirm(deps, input, turn) {
    const { key, language, text } = readEdit(input, turn)
    if (key === undefined || text === undefined) return undefined
    const [problem] = checkTemplate(text, declared[key].variables)
    if (problem) throw new Refusal('template.wrong', { key, problem })
    const book = await readTemplateBook(deps)
    if (textOf(book, key, language) === text) return undefined
    const { templates } = words(turn)
    return templates.askSave({
      ...named(turn, key, language),
      preview: previewOf(key, language, text),
      meta: book.approved(key, language) !== undefined,
    })
  },

  async run(deps, input, turn) {
    const { templates } = words(turn)
    const { key, language, text } = readEdit(input, turn)
    if (key === undefined) return showHome(deps, turn, templates.which)
    const { variables } = declared[key]
    const one = named(turn, key, language)
    const now = textOf(await readTemplateBook(deps), key, language)
    if (text === undefined) {
      const act = { intent: 'template.edit', input: { kunci: key, bahasa: language } }
      return {
        text: templates.askText({ ...one, text: now, variables }),
        free: { act, field: 'teks' },
      }
    }
    if (now === text) return { text: templates.same }
    const by = turn.person.id
    // Words that are those it came with are no change to keep.
    const kept = text === defaultText(key, language) ? null : text
    await saveTemplate(deps, { key, language, text: kept, variables, by })
    return { text: templates.saved(one) }
  },
})

type Edit = { key: TemplateKey | undefined; language: Language; text: string | undefined }

function readEdit({ isi, kunci, bahasa, teks }: z.infer<typeof editInput>, turn: Turn): Edit {
  const theirs = turn.person.language
  if (kunci !== undefined) {
    const text = (teks ?? isi)?.trim()
    return {
      key: readKey(kunci),
      language: readLanguage(bahasa) ?? theirs,
      text: text || undefined,
    }
  }
  const [, typed, after = ''] = /^(\S+)\s*([\s\S]*)$/.exec(isi?.trim() ?? '') ?? []
  if (typed === undefined) return { key: undefined, language: theirs, text: undefined }
  const [, second = '', behind = ''] = /^(\S+)(?:\s+([\s\S]*))?$/.exec(after) ?? []
  const language = readLanguage(second)
  const text = (language === undefined ? after : behind).trim()
  return {
    key: readKey(typed),
    language: language ?? readLanguage(bahasa) ?? theirs,
    text: text || undefined,
  }
}

const named = (turn: Turn, key: TemplateKey, language: Language) => ({
  key,
  language,
  title: words(turn).templates.title(key),
})

const oneInput = z.object({
  kunci: z.string().max(200).optional(),
  bahasa: z.string().max(40).optional(),
})

export const templateUndo = defineIntent({
  name: 'template.undo',
  who,
  command: {
    noun: 'template',
    verb: 'kembalikan',
    aliases: ['undo', 'batalkan'],
    positional: ['kunci'],
    about: { id: 'Batalkan perubahan terakhir', en: 'Undo the last change' },
    examples: ['/template kembalikan balance.reminder'],
  },
  arguments: [keyArgument],
  input: oneInput,
  async confirm(deps, { kunci }, turn) {
    if (kunci === undefined) return undefined
    const key = readKey(kunci)
    const before = await whatUndoes(deps, key)
    if (!before) throw new Refusal('template.nothing_to_undo', { key })
    const { language } = before
    const text = before.text ?? defaultText(key, language)
    return words(turn).templates.askUndo({
      ...named(turn, key, language),
      preview: previewOf(key, language, text),
    })
  },
  async run(deps, { kunci }, turn) {
    const { templates } = words(turn)
    if (kunci === undefined) return showHome(deps, turn, templates.which)
    const key = readKey(kunci)
    const { language } = await undoTemplate(deps, { key, by: turn.person.id })
    return { text: templates.undone(named(turn, key, language)) }
  },
})

export const templateReset = defineIntent({
  name: 'template.reset',
  who,
  command: {
    noun: 'template',
    verb: 'bawaan',
    aliases: ['reset', 'default'],
    positional: ['kunci', 'bahasa'],
    about: { id: 'Pakai lagi teks bawaan', en: 'Use the text it came with' },
    examples: ['/template bawaan balance.reminder'],
  },
  arguments: [keyArgument, languageArgument],
  input: oneInput,
  async confirm(deps, input, turn) {
    if (input.kunci === undefined) return undefined
    const key = readKey(input.kunci)
    const changed = await changedIn(deps, key, readLanguage(input.bahasa))
    if (changed.length === 0) throw new Refusal('template.as_it_came', { key })
    const { templates } = words(turn)
    const previews = changed.map((language) => previewOf(key, language, defaultText(key, language)))
    return templates.askReset({ key, title: templates.title(key), preview: previews.join('\n\n') })
  },
  async run(deps, input, turn) {
    const { templates } = words(turn)
    if (input.kunci === undefined) return showHome(deps, turn, templates.which)
    const key = readKey(input.kunci)
    const { variables } = declared[key]
    const by = turn.person.id
    for (const language of await changedIn(deps, key, readLanguage(input.bahasa))) {
      await saveTemplate(deps, { key, language, text: null, variables, by })
    }
    return { text: templates.didReset({ key, title: templates.title(key) }) }
  },
})

async function changedIn(deps: Deps, key: TemplateKey, only: Language | undefined) {
  const book = await readTemplateBook(deps)
  return languages.filter(
    (language) =>
      (only === undefined || only === language) && book.text(key, language) !== undefined,
  )
}
