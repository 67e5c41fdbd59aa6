import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startStandIn } from '../../src/adapters/llm/stand-in/start-stand-in.ts'
import { atTheEnd } from '../support/test-db.ts'

const now = '2026-11-20T03:00:00Z'
const lines = [
  { note: 'How these were labelled.' },
  { id: 'one', text: 'berdua maret', now, fields: { pilgrims: 2, intent: 'other' } },
  { id: 'two', text: '4 kak', now, history: ['admin: Berapa orang?'] },
]

async function evaluate(args: string[], env: Record<string, string> = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'wicara-eval-'))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'lines.jsonl')
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const all = ['src/eval.ts', ...args.map((arg) => (arg === 'FILE' ? file : arg))]
  const options = { env: { PATH: process.env['PATH'], ...env } }
  return new Promise<{ code: number; out: object[]; err: string }>((done) => {
    const child = execFile(process.execPath, all, options, (_error, stdout, stderr) => {
      const out = stdout.split('\n').filter((line) => line !== '')
      done({
        code: child.exitCode ?? -1,
        out: out.map((line) => JSON.parse(line) as object),
        err: stderr,
      })
    })
  })
}

test('each line with a text is read, and a summary comes last', async () => {
  const { code, out } = await evaluate(['leads', 'FILE'])
  expect(code).toBe(0)
  expect(out).toMatchObject([
    { id: 'one', fields: { pilgrims: 2, when: { from: '2027-03-01', to: '2027-03-31' } } },
    { id: 'two', fields: { pilgrims: 4, intent: 'other' } },
    {
      lines: 2,
      expected: 1,
      exact: 0,
      fields: { pilgrims: { recall: 1 }, when: { precision: 0 } },
    },
  ])
})

test('the assistant fills in what the rules do not see, and changes nothing they are sure of', async () => {
  const args = { intent: 'answer', fields: { pilgrims: 9, city: 'Solo', room: 'castle' } }
  const standIn = await startStandIn(() => ({
    does: 'call',
    calls: [{ name: 'understand', args }],
  }))
  atTheEnd(standIn.stop)
  const env = { OPENAI_BASE_URL: standIn.baseUrl }
  const { code, out } = await evaluate(['leads', 'FILE', '--llm'], env)
  expect(code).toBe(0)
  expect(out[0]).toMatchObject({ id: 'one', fields: { pilgrims: 2, city: 'Solo' } })
  expect(JSON.stringify(out[0])).not.toContain('castle')
})

test('what cannot be evaluated yet is said plainly, and not on the output', async () => {
  for (const args of [
    ['rooms', 'FILE'],
    ['loyalty', 'FILE'],
    [],
    ['leads'],
    ['leads', 'FILE', '--llm'],
  ]) {
    const { code, out, err } = await evaluate(args)
    expect({ code, out }).toEqual({ code: 2, out: [] })
    expect(err).toContain('eval: ')
  }
})
