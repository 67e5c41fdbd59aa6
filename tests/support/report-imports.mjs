// How dependency-cruiser's findings are printed: `src/a.ts:12 what is wrong`, one a line.
import { readFileSync } from 'node:fs'
import path from 'node:path'

export default function report({ modules, summary }) {
  const comments = new Map(
    (summary.ruleSetUsed?.forbidden ?? []).map(({ name, comment }) => [name, comment]),
  )
  const lines = summary.violations
    .filter(({ rule }) => rule.severity === 'error')
    .map(({ from, to, rule, cycle = [] }) => {
      const next = cycle[0]?.name ?? to
      const way = cycle.length > 0 ? cycle.map(({ name }) => name).join(' → ') : to
      return `${from}:${lineOf(from, specifierOf(modules, from, next))} ${comments.get(rule.name)} (${way})`
    })
  const many = `${lines.length} forbidden imports among ${summary.totalDependenciesCruised}`
  return {
    output: `${[...new Set(lines)].toSorted((one, other) => one.localeCompare(other)).join('\n')}\n${many}\n`,
    exitCode: lines.length,
  }
}

/** What stands between the quotes of the import. */
function specifierOf(modules, from, to) {
  const dependencies = modules.find(({ source }) => source === from)?.dependencies ?? []
  return dependencies.find(({ resolved }) => resolved === to)?.module ?? path.basename(to)
}

function lineOf(file, specifier) {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.findIndex((line) => line.includes(`'${specifier}'`)) + 1
}
