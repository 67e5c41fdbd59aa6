import { expect, test } from 'vitest'
import { until } from '../../support/until.ts'
import { SITI, workingWaha } from './open-waha.ts'

async function calling() {
  const all = await workingWaha()
  const { waha } = all
  const headers = { 'x-api-key': waha.apiKey, 'content-type': 'application/json' }
  const call = async (method: string, path: string, body?: unknown, key = waha.apiKey) => {
    const answer = await fetch(`${waha.url}/${path}`, {
      method,
      headers: { ...headers, 'x-api-key': key },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, said: (await answer.json()) as Record<string, unknown> }
  }
  return { ...all, call }
}

const text = { session: 'toko', chatId: `${SITI}@c.us`, text: 'halo' }

test.each([
  ['a number without its server', { ...text, chatId: SITI }],
  ['a group', { ...text, chatId: '1203@g.us' }],
  ['no text', { ...text, text: '' }],
  ['a word that WAHA does not know', { ...text, message: 'halo' }],
  ['a quote without its chat', { ...text, reply_to: 'ABCD' }],
  ['an id that no phone would make', { ...text, id: 'nomor-1' }],
])('the played WAHA refuses %s', async (_what, body) => {
  const { waha, call } = await calling()
  expect((await call('POST', 'api/sendText', body)).status).toBe(400)
  expect(waha.messages(SITI)).toEqual([])
})

test('it wants the key, and a session that is there and works', async () => {
  const { waha, call } = await calling()
  expect((await call('POST', 'api/sendText', text, 'salah')).status).toBe(401)
  const none = await call('POST', 'api/sendText', { ...text, session: 'lain' })
  expect(none).toMatchObject({ status: 422, said: { error: 'Session "lain" does not exist' } })
  waha.loseConnection('toko')
  const away = await call('POST', 'api/sendText', text)
  expect(away).toMatchObject({ status: 422, said: { status: 'STARTING', expected: ['WORKING'] } })
  expect((await call('GET', 'api/sessions/lain')).status).toBe(404)
  expect((await call('GET', 'api/nothing')).status).toBe(404)
})

test('a session is made once, and only with webhooks that make sense', async () => {
  const { call } = await calling()
  const twice = await call('POST', 'api/sessions', { name: 'toko', config: {} })
  expect(twice.status).toBe(422)
  const webhooks = [{ url: 'nowhere', events: ['message'] }]
  const wrong = await call('POST', 'api/sessions', { name: 'dua', config: { webhooks } })
  expect(wrong.status).toBe(400)
})

test('it tells an open page of what changes', async () => {
  const { waha, call } = await calling()
  const seen: string[] = []
  const leave = waha.onChange(({ what }) => void seen.push(what))
  await call('POST', 'api/sendText', text)
  await until(() => seen.includes('added'), true)
  waha.loseConnection('toko')
  expect(seen).toContain('session')
  leave()
  const before = seen.length
  waha.say(SITI, 'halo')
  expect(seen).toHaveLength(before)
})
