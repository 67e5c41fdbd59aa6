import type { MetaProblem, MetaStatus } from '../../../domain/templates/meta-template.ts'
import type { TemplateProblem } from '../../../domain/templates/template.ts'
import { nearestTo } from '../../understand/commands.ts'
import type { templateRefusals as Refusals } from '../id/templates.ts'
import { lines } from '../lines.ts'
import { declared, isTemplateKey } from '../templates/declared.ts'
import type { TemplateNoticeWords, TemplateReplies } from '../template-words.ts'

const v = (name: string) => `{{${name}}}`

export function sayTemplateProblem(problem: TemplateProblem): string {
  switch (problem.problem) {
    case 'empty':
      return 'the text is empty.'
    case 'too_long':
      return `the text has ${problem.length} letters, at most ${problem.max} fit.`
    case 'broken':
      return `there are unfinished braces at "${problem.near}". Write a variable like {{customer_name}}.`
    case 'unknown': {
      const nearest = nearestTo(problem.name, problem.known)
      return nearest
        ? `there is no variable ${v(problem.name)}. Did you mean ${v(nearest)}?`
        : `there is no variable ${v(problem.name)}. You may use ${problem.known.map(v).join(', ')}.`
    }
    case 'missing':
      return `${v(problem.name)} has to be in it${aboutOf(problem.name)}.`
    case 'hidden':
      return `${v(problem.name)} goes unsaid whenever ${v(problem.because)} is empty. Give it a line of its own, or use brackets: [ … ${v(problem.because)} … ].`
  }
}

function sayMetaProblem(problem: MetaProblem): string {
  switch (problem.problem) {
    case 'starts_with':
      return `a text may not begin with a variable. Put words before ${v(problem.name)}.`
    case 'ends_with':
      return `a text may not end with a variable. Add a sentence after ${v(problem.name)}, such as "Thank you."`
    case 'adjacent':
      return `two variables may not stand side by side. Put words between ${v(problem.names[0])} and ${v(problem.names[1])}.`
    case 'too_long':
      return `the text has ${problem.length} letters, Meta takes at most ${problem.max}.`
    case 'few_words':
      return `too many variables for so short a text: it has ${problem.words} words and needs at least ${problem.needed}.`
    case 'spaces':
      return 'there is a tab, or more than four spaces in a row. Take them out.'
  }
}

function aboutOf(name: string) {
  for (const { variables } of Object.values(declared)) {
    const found = variables.find((one) => one.name === name)
    if (found) return ` (${found.about.en})`
  }
  return ''
}

const titleOf = (key: string) => (isTemplateKey(key) ? declared[key].title.en : key)
const languages: Record<string, string> = { id: 'Indonesian', en: 'English', en_US: 'English' }
const statuses: Record<MetaStatus, string> = {
  asked: 'on its way',
  pending: 'under review',
  approved: 'approved',
  rejected: 'rejected',
  paused: 'paused by Meta',
  disabled: 'switched off',
  unknown: 'not known yet',
  failed: 'not handed in',
}
const marks: Record<MetaStatus, string> = {
  asked: '⏳',
  pending: '⏳',
  approved: '✅',
  rejected: '❌',
  paused: '⏸',
  disabled: '🚫',
  unknown: '❔',
  failed: '❌',
}
const categories = { utility: 'utility', marketing: 'marketing', authentication: 'authentication' }

/** Meta's words for why, where they can be said better. */
const reasons: Record<string, string> = {
  ABUSIVE_CONTENT: 'its content is held to break the rules',
  INCORRECT_CATEGORY: 'its category does not fit what it says',
  TAG_CONTENT_MISMATCH: 'its category does not fit what it says',
  INVALID_FORMAT: 'its form or its variables were not accepted',
  SCAM: 'it is held to be a scam',
  PROMOTIONAL: 'it is held to be advertising',
  no_account: 'no business account of Meta’s is set up (WHATSAPP_CLOUD_WABA_ID)',
  removed: 'it was removed at Meta',
}
const sayReason = (reason: string) => reasons[reason] ?? reason

export const templates: TemplateReplies = {
  title: titleOf,
  language: (language) => languages[language] ?? language,
  home: (changed, ours) =>
    lines(
      'What we say first to customers. Pick a group.',
      changed > 0 ? `✏️ ${changed} were changed.` : 'All of them are as they came.',
      ours > 0 ? `Approved by Meta: ${ours}.` : null,
    ),
  group: (title) => `${title}. Pick a message; ✏️ was changed, ✅ is approved by Meta.`,
  toMeta: 'Templates at Meta',
  back: 'Back',
  show: (one) =>
    lines(
      `${one.title} (${one.key})`,
      ...one.texts.flatMap((text) => [
        '',
        `${languages[text.language]}${text.changed ? ' ✏️' : ' (as it came)'}${text.meta === null ? '' : ` · Meta: ${statuses[text.meta]}`}`,
        text.preview,
      ]),
      '',
      'Variables:',
      ...one.variables.map(
        (each) =>
          `${v(each.name)}: ${each.about.en}${each.required ? ', required' : ''}${each.optional ? ', may be empty' : ''}`,
      ),
    ),
  edit: (language) => `Change (${languages[language]})`,
  submit: (language) => `Hand in at Meta (${languages[language]})`,
  undo: 'Undo the last change',
  reset: 'Use the text it came with',
  askText: (one) =>
    lines(
      `${one.title}, ${languages[one.language]}. The text now:`,
      '',
      one.text,
      '',
      'Send the new text. Variables you may use:',
      one.variables.map((each) => v(each.name)).join(' '),
      'What stands in [ ] goes unsaid when its variable is empty; without [ ], the whole line does.',
    ),
  askSave: (one) =>
    lines(
      `Save the new text of "${one.title}" (${languages[one.language]})? This is how it reads:`,
      '',
      one.preview,
      one.meta ? '' : null,
      one.meta
        ? 'Outside 24 hours customers go on getting the old text until Meta has approved the new one.'
        : null,
    ),
  saved: (one) =>
    `Saved. "${one.title}" (${languages[one.language]}) holds from the next message on. Undo: /template kembalikan ${one.key}`,
  same: 'That is the text as it stands, so nothing was changed.',
  askUndo: (one) =>
    lines(
      `Bring the text before back for "${one.title}" (${languages[one.language]})? This is how it reads:`,
      '',
      one.preview,
    ),
  undone: (one) => `"${one.title}" (${languages[one.language]}) has the text before again.`,
  askReset: (one) =>
    lines(`Use the text it came with for "${one.title}"? This is how it reads:`, '', one.preview),
  didReset: (one) =>
    `"${one.title}" has the text it came with again. Undo: /template kembalikan ${one.key}`,
  askSubmit: (one) =>
    lines(
      `Hand "${one.title}" (${languages[one.language]}) in at Meta, category ${categories[one.category]}? It will read:`,
      '',
      one.preview,
      '',
      'What is empty at times is left out. Meta mostly answers within minutes, at most a day.',
    ),
  submitted: (name) => `Sent to Meta under the name ${name}. You will hear here.`,
  meta: (rows) =>
    lines(
      'Our templates at Meta. Once a customer has not written for 24 hours, only those with ✅ can be sent.',
      ...rows.map(
        (row) =>
          `${marks[row.status]} ${titleOf(row.key)} (${languages[row.language]}): ${statuses[row.status]}, ${categories[row.category]} · ${row.name}${row.reason === null ? '' : `\n   ${sayReason(row.reason)}`}`,
      ),
      'Asking Meta for its list…',
    ),
  metaNone:
    'No template was handed in yet. Once a customer has not written for 24 hours, the official WhatsApp sends only templates that Meta approved. Hand one in with /template ajukan. Asking Meta for its list…',
  which: 'Which template? Pick a group.',
  status: (status) => statuses[status],
}

export const templateNotices: TemplateNoticeWords = {
  'template.status.staff': ({ key, language, name, status, reason }) => ({
    text: lines(
      `${marks[status]} Template "${titleOf(key)}" (${languages[language]}, ${name}) is ${statuses[status]}${status === 'approved' ? '. It is used outside 24 hours from now on.' : '.'}`,
      reason === null ? null : `Reason: ${sayReason(reason)}`,
      status === 'rejected' || status === 'failed'
        ? `Change the text and hand it in again: /template ubah ${key} ${language}`
        : null,
    ),
    ...(status === 'rejected' && {
      choices: [{ label: 'See the text', act: { intent: 'template.show', input: { kunci: key } } }],
    }),
  }),
  'template.shelf': ({ connected, templates: all }) => ({
    text: connected
      ? lines(
          all.length === 0 ? 'Meta has no template yet.' : `At Meta now (${all.length}):`,
          ...all
            .slice(0, 60)
            .map(
              (one) =>
                `${marks[one.status]} ${one.name} · ${languages[one.language] ?? one.language} · ${categories[one.category]} · ${statuses[one.status]}${one.key === null ? ' · made at Meta' : ''}${one.reason === null ? '' : `\n   ${sayReason(one.reason)}`}`,
            ),
          all.length > 60 ? `… and ${all.length - 60} more` : null,
        )
      : 'No business account of Meta’s is set up, so its list cannot be asked for. Set WHATSAPP_CLOUD_WABA_ID.',
  }),
}

export const templateRefusals: typeof Refusals = {
  unknown: (key, known) => {
    const nearest = nearestTo(key, known)
    return `There is no template "${key}".${nearest ? ` Did you mean ${nearest}?` : ''} See all of them: /template`
  },
  wrong: (key, problem) =>
    `The text of "${titleOf(key)}" cannot be saved yet: ${sayTemplateProblem(problem)}`,
  nothingToUndo: (key) => `"${titleOf(key)}" was never changed, so there is nothing to undo.`,
  asItCame: (key) => `"${titleOf(key)}" has the text it came with.`,
  metaWrong: (key, problem) =>
    `Meta would refuse "${titleOf(key)}": ${sayMetaProblem(problem)} Change it first with /template ubah ${key}`,
  metaStanding: (key, name, status) =>
    `This text of "${titleOf(key)}" is at Meta already (${name}): ${statuses[status]}.`,
}
