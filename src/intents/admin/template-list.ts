import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { readTemplateBook } from '../../domain/templates/template-book.ts'
import { may } from '../../domain/people/permission.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { declared, type Group, groups, type TemplateKey } from '../wording/templates/declared.ts'
import { textOf } from '../wording/templates/word-template.ts'
import { words } from '../wording/words.ts'
import {
  allKeys,
  keyArgument,
  languages,
  newestAtMeta,
  previewOf,
  readKey,
} from './template-keys.ts'

/** Whoever talks with customers may see what they are told. */
const who = { permission: 'chats.take' } as const
const groupNames = Object.keys(groups) as Group[]

export const templateList = defineIntent({
  name: 'template.list',
  who,
  command: {
    noun: 'template',
    verb: '',
    aliases: ['daftar', 'list'],
    about: { id: 'Lihat kata-kata yang kami kirim', en: 'See what we say to customers' },
    examples: ['/template', '/template daftar'],
  },
  when: 'Somebody of the team wants to see or change the texts that customers get.',
  input: z.object({}),
  run: (deps, _input, turn) => showHome(deps, turn),
})

export async function showHome(deps: Deps, turn: Turn, text?: string): Promise<Reply> {
  const { templates } = words(turn)
  const book = await readTemplateBook(deps)
  const changed = allKeys.filter((key) =>
    languages.some((one) => book.text(key, one) !== undefined),
  )
  const approved = allKeys.filter((key) => languages.some((one) => book.approved(key, one)))
  return {
    text: text ?? templates.home(changed.length, approved.length),
    choices: [
      ...groupNames.map((group) => ({
        label: groups[group][turn.person.language],
        act: { intent: 'template.group', input: { kelompok: group } },
      })),
      { label: templates.toMeta, act: { intent: 'template.meta', input: {} } },
    ],
  }
}

export const templateGroup = defineIntent({
  name: 'template.group',
  who,
  input: z.object({ kelompok: z.enum(groupNames) }),
  async run(deps, { kelompok }, turn) {
    const { templates } = words(turn)
    const book = await readTemplateBook(deps)
    const marks = (key: TemplateKey) =>
      [
        languages.some((one) => book.text(key, one) !== undefined) ? '✏️ ' : '',
        languages.some((one) => book.approved(key, one)) ? '✅ ' : '',
      ].join('')
    return {
      text: templates.group(groups[kelompok][turn.person.language]),
      choices: [
        ...allKeys
          .filter((key) => declared[key].group === kelompok)
          .map((key) => ({
            label: `${marks(key)}${templates.title(key)}`,
            act: { intent: 'template.show', input: { kunci: key } },
          })),
        { label: templates.back, act: { intent: 'template.list', input: {} } },
      ],
    }
  },
})

export const templateShow = defineIntent({
  name: 'template.show',
  who,
  command: {
    noun: 'template',
    verb: 'lihat',
    aliases: ['show', 'view', 'cek', 'preview'],
    positional: ['kunci'],
    about: {
      id: 'Lihat satu pesan dengan contoh isinya',
      en: 'See one message with example values',
    },
    examples: ['/template lihat invoice.issued'],
  },
  arguments: [keyArgument],
  input: z.object({ kunci: z.string().max(200).optional() }),
  async run(deps, { kunci }, turn) {
    const { templates } = words(turn)
    if (kunci === undefined) return showHome(deps, turn, templates.which)
    return showOne(deps, turn, readKey(kunci))
  },
})

async function showOne(deps: Deps, turn: Turn, key: TemplateKey): Promise<Reply> {
  const { templates } = words(turn)
  const book = await readTemplateBook(deps)
  const atMeta = await newestAtMeta(deps)
  const texts = languages.map((language) => ({
    language,
    changed: book.text(key, language) !== undefined,
    preview: previewOf(key, language, textOf(book, key, language)),
    meta: atMeta.find((one) => one.key === key && one.language === language)?.status ?? null,
  }))
  const text = templates.show({
    key,
    title: templates.title(key),
    texts,
    variables: declared[key].variables,
  })
  if (!may(turn.person, 'templates.manage')) return { text }
  const changed = texts.some((one) => one.changed)
  const input = { kunci: key }
  return {
    text,
    choices: [
      ...languages.map((language) => ({
        label: templates.edit(language),
        act: { intent: 'template.edit', input: { ...input, bahasa: language } },
      })),
      ...(changed ? [{ label: templates.undo, act: { intent: 'template.undo', input } }] : []),
      ...(changed ? [{ label: templates.reset, act: { intent: 'template.reset', input } }] : []),
      ...languages.map((language) => ({
        label: templates.submit(language),
        act: { intent: 'template.submit', input: { ...input, bahasa: language } },
      })),
      {
        label: templates.back,
        act: { intent: 'template.group', input: { kelompok: declared[key].group } },
      },
    ],
  }
}
