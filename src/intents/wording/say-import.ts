import type { ImportSummary, Unmapped } from '../../domain/imports/import.ts'
import type { Reply } from '../intent.ts'
import { sayProblems, type SummaryWords } from './import-words.ts'
import { sayDay } from './say-when.ts'

/** What a list would do, with buttons for what is still to be said. The same message throughout. */
export function sayImport(summary: ImportSummary, say: SummaryWords): Reply & { slot: string } {
  const { importId, kind, bad, problems, unmapped } = summary
  const day = sayDay(summary.paidUntil, say.language)
  const [open] = unmapped
  const choices = open ? packageChoices(summary, open, say) : runChoices(summary, say)
  const drop = { label: say.drop, act: { intent: 'import.drop', input: { id: importId } } }
  const dated = kind === 'pppoe' && summary.fresh > 0 ? day : null
  const next = open
    ? open.packages.length > 0
      ? say.profile(open)
      : say.noPackage(open)
    : choices.length > 0
      ? say.ask(dated)
      : say.nothing
  const text = [
    say.head(summary, say.sheets.kinds[kind]),
    ...(kind === 'router' ? [say.router(summary, day)] : []),
    ...sayProblems(problems, bad, say),
    '',
    next,
  ].join('\n')
  return { text, choices: [...choices, drop], slot: `import:${importId}` }
}

function packageChoices({ importId }: ImportSummary, open: Unmapped, say: SummaryWords) {
  const { service, profile, packages } = open
  const pick = (label: string, packageId: number | null) => ({
    label,
    act: { intent: 'import.pick', input: { id: importId, service, profile, packageId } },
  })
  return [...packages.map(({ id, name }) => pick(name, id)), pick(say.leave, null)]
}

function runChoices({ importId, kind, fresh, lines, vouchers }: ImportSummary, say: SummaryWords) {
  const run = (label: string, unmarked: boolean) => ({
    label,
    act: { intent: 'import.run', input: { id: importId, unmarked } },
  })
  if (kind !== 'router') return fresh > 0 ? [run(say.run(fresh), false)] : []
  const marked = lines.marked + vouchers
  return [
    ...(marked > 0 ? [run(say.run(marked), false)] : []),
    ...(lines.unmarked > 0
      ? [run(say.runUnmarked(marked + lines.unmarked, lines.unmarked), true)]
      : []),
  ]
}
