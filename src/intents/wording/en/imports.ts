import type { ImportSummary } from '../../../domain/imports/import.ts'
import type { Reply } from '../../intent.ts'
import type { FailureWords, ImportNotices, SummaryWords } from '../import-words.ts'
import { sayProblems } from '../import-words.ts'
import { sayTrouble } from '../router-problems.ts'
import { sayImport } from '../say-import.ts'
import { importSheets } from './import-sheets.ts'
import { routerTroubles } from './routers.ts'

const said: SummaryWords = {
  sheets: importSheets,
  language: 'en',
  head: ({ router, total, fresh, known, bad, left }, what) =>
    [
      `📥 ${router === null ? `Import of ${what}` : `Router ${router}`}: ${count(total)} ${router === null ? 'rows' : 'users'}: ${count(fresh)} new, ${count(known)} already there, ${count(bad)} with problems`,
      left > 0 ? `, ${count(left)} left alone.` : '.',
    ].join(''),
  router: ({ lines, vouchers }, day) =>
    [
      `PPPoE lines with a mark: ${count(lines.marked)} · without: ${count(lines.unmarked)} · vouchers: ${count(vouchers)}`,
      lines.isolated > 0 ? `${count(lines.isolated)} that are disabled count as isolated.` : '',
      `What is adopted counts as paid until ${day} (change: lunas=31/12/2026). Passwords, profiles and IPs stay; nobody is cut off.`,
    ]
      .filter(Boolean)
      .join('\n'),
  line: (place, name, problem) => `• row ${place}${name ? ` (${name})` : ''}: ${problem}`,
  more: (more) => `• … and ${count(more)} more; all of them are in the file above.`,
  nothing: 'There is nothing new to bring in.',
  ask: (paidUntil) =>
    [
      paidUntil
        ? `Rows without a day count as paid until ${paidUntil} (change: lunas=31/12/2026).`
        : '',
      'Nothing is saved yet. Go ahead?',
    ]
      .filter(Boolean)
      .join('\n'),
  profile: ({ profile, service, count: users }) =>
    `Which package is profile "${profile}" (${count(users)} ${service === 'ppp' ? 'PPPoE' : 'vouchers'})? The profile on the router stays for now.`,
  noPackage: ({ profile, service, count: users }) =>
    `No package for profile "${profile}" (${count(users)} ${service === 'ppp' ? 'PPPoE' : 'vouchers'}). Make one with /paket tambah and repeat this; or leave them alone.`,
  run: (rows) => `▶️ Go ahead (${count(rows)})`,
  runUnmarked: (rows, unmarked) =>
    `▶️ Go ahead (${count(rows)}), ${count(unmarked)} without a mark too`,
  leave: 'Leave alone',
  drop: 'Cancel',
  result: ({ router, done, known, failed, left }, what) =>
    [
      `✅ ${router === null ? `Import of ${what}` : `Adoption of router ${router}`} is done: ${count(done)} brought in`,
      known > 0 ? `${count(known)} already there` : '',
      failed > 0 ? `${count(failed)} not possible` : '',
      left > 0 ? `${count(left)} left alone` : '',
    ]
      .filter(Boolean)
      .join(', '),
}

export const imports = {
  reason: 'Opening balance',
  sheets: importSheets,
  reading: '📥 The file is being read. Nothing is saved yet.',
  looking: (router: string) => `📥 Router ${router} is being read. Nothing is changed yet.`,
  sheetComing: 'The Excel file is on its way…',
  sampleTitle: (what: string) => `Example of ${what}`,
  exportTitle: (what: string) => what.charAt(0).toUpperCase() + what.slice(1),
  summary: (summary: ImportSummary): Reply => sayImport(summary, said),
  running: (rows: number) => `⏳ Import under way: 0 of ${count(rows)} rows…`,
  dropped: 'Import cancelled. Nothing was saved.',
}

const failures: FailureWords = {
  file: ({ why }) =>
    ({
      too_big: 'the file is too large, 10 MB at most. Split it into several files.',
      wrong_kind: 'this file is not a table. Save it as XLSX or CSV and send it again.',
      gone: 'the file cannot be fetched any more. Send it again.',
    })[why],
  'table.too_big': ({ limit, max }) =>
    `the file is too large: at most ${count(max)} ${{ megabytes: 'MB', rows: 'rows', columns: 'columns' }[limit]}. Split it into several files.`,
  'table.unreadable': ({ name, why }) =>
    ({
      kind: `"${name}" is not a table. Save it as XLSX or CSV and send it again.`,
      locked: `"${name}" is locked with a password. Save it without one and send it again.`,
      broken: `"${name}" is broken. Save it as XLSX or CSV and send it again.`,
    })[why],
  no_header: ({ kind, missing }) =>
    `the names of the columns were not found. Missing: ${missing.map((name) => importSheets.columns[name]).join(', ')}. See an example: /impor contoh ${COMMANDS[kind]}`,
  empty: () => 'there is no row that can be read.',
  router: ({ name, problem }) =>
    `router ${name} cannot be read: ${sayTrouble(routerTroubles, problem)}.`,
}

const COMMANDS = { customers: 'pelanggan', packages: 'paket', pppoe: 'pppoe' }

export const importNotices: ImportNotices = {
  'import.ready': (summary) => sayImport(summary, said),
  'import.progress': ({ done, total }) => ({
    text: `⏳ Import under way: ${count(done)} of ${count(total)} rows…`,
  }),
  'import.done': (result) => ({
    text: [
      `${said.result(result, importSheets.kinds[result.kind])}.`,
      ...sayProblems(result.problems, result.failed, said),
      ...(result.kind === 'pppoe' ? ['Remove the file with the passwords from this chat.'] : []),
    ].join('\n'),
  }),
  'import.failed': ({ failure }) => ({
    text: `❌ Not possible yet: ${(failures[failure.code] as (one: typeof failure) => string)(failure)}`,
  }),
  'import.file': ({ file }) => ({ text: '', file }),
}

function count(number: number) {
  return number.toLocaleString('en-GB')
}
