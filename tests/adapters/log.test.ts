import { expect, test } from 'vitest'
import { createLog } from '../../src/adapters/log.ts'

/** What one call to the log leaves behind. */
async function logged(fields: object, message = 'something happened') {
  const lines: string[] = []
  const log = await createLog({ level: 'debug', to: { write: (line) => lines.push(line) } })
  log.info(fields, message)
  expect(lines).toHaveLength(1)
  return { line: lines[0] ?? '', entry: JSON.parse(lines[0] ?? '{}') as Record<string, unknown> }
}

test('a line says when, how bad and what', async () => {
  const { entry } = await logged({ orderId: 7 }, 'paid')
  expect(entry).toMatchObject({ level: 'info', msg: 'paid', orderId: 7, pid: process.pid })
  expect(entry['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
})

test('no secret is readable, however deep it lies', async () => {
  const secrets = {
    password: 'swordfish-1',
    settings: { apiKey: 'swordfish-2', duitku: [{ signature: 'swordfish-3' }] },
    headers: {
      Authorization: 'Bearer swordfish-4',
      'x-telegram-bot-api-secret-token': 'swordfish-5',
    },
    passportNumber: 'swordfish-6',
    email: 'swordfish-7',
    nik: 'swordfish-8',
  }
  expect((await logged(secrets)).line).not.toContain('swordfish')
})

test('a phone number keeps only its end, in its field and in running text', async () => {
  const { line } = await logged(
    { phone: '6281234567890', note: 'from +6281234567890 and 081234567890' },
    'call 081234567890',
  )
  expect(line).not.toContain('81234567')
  expect(line.match(/…7890/g)).toHaveLength(4)
})

test('amounts, ids and instants stay readable', async () => {
  const { entry } = await logged({
    amountRupiah: 1_500_000,
    provider: 'wamid.HBgNNjI4',
    ms: 1_763_000_000_000,
  })
  expect(entry).toMatchObject({
    amountRupiah: 1_500_000,
    provider: 'wamid.HBgNNjI4',
    ms: 1_763_000_000_000,
  })
})

test('an error tells its story and its cause, and drags no client along', async () => {
  const client = { connectionParameters: { password: 'swordfish' } }
  const error = Object.assign(
    new Error(
      'fetch https://api.telegram.org/bot123456789:AAF0123456789012345678901234567890ab failed',
      {
        cause: new Error('cannot reach postgres://wicara:swordfish@127.0.0.1:5432/wicara'),
      },
    ),
    { code: 'ECONNRESET', client },
  )
  const { line, entry } = await logged({ err: error })
  expect(entry['err']).toMatchObject({
    type: 'Error',
    message: 'fetch https://api.telegram.org/[token] failed',
    code: 'ECONNRESET',
    cause: { message: 'cannot reach postgres://wicara:[hidden]@127.0.0.1:5432/wicara' },
  })
  expect(line).not.toMatch(/swordfish|AAF0123/)
})
