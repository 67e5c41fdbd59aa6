import { expect, test } from 'vitest'
import { createModel } from '../../../src/adapters/llm/create-model.ts'
import { type Behaviour, startStandIn } from '../../../src/adapters/llm/stand-in/start-stand-in.ts'
import type { Form, Talk } from '../../../src/domain/assistant/language-model.ts'
import { Rejected, Unreachable } from '../../../src/domain/fault.ts'
import { atTheEnd } from '../../support/test-db.ts'

const form: Form = {
  system: 'Fill it.',
  lines: [
    { who: 'us', text: 'Bulan apa?' },
    { who: 'them', text: 'maret' },
  ],
  name: 'understand',
  schema: { type: 'object', properties: { intent: { type: 'string' } }, required: ['intent'] },
}
const talk: Talk = {
  system: 'Answer.',
  lines: [{ who: 'them', text: 'harga?' }],
  tools: [{ name: 'look_up', description: 'Looks.', schema: { type: 'object', properties: {} } }],
}
const soon = () => AbortSignal.timeout(5_000)

async function server(...behaviours: Behaviour[]) {
  const standIn = await startStandIn((_seen, place) => behaviours[place] ?? { does: 'stall' })
  atTheEnd(standIn.stop)
  const model = createModel({ apiKey: 'secret', baseUrl: standIn.baseUrl, model: 'stand-in' })
  return { model, seen: standIn.seen }
}

test('a form is one forced call, with our key and the whole talk', async () => {
  const { model, seen } = await server({
    does: 'call',
    calls: [{ name: 'understand', args: { intent: 'lead.qualify' } }],
  })
  const filled = await model.fillIn(form, soon())
  expect(filled).toEqual({ args: { intent: 'lead.qualify' }, tokensIn: 100, tokensOut: 20 })
  expect(seen).toHaveLength(1)
  expect(seen[0]).toMatchObject({
    authorization: 'Bearer secret',
    body: {
      model: 'stand-in',
      tool_choice: { function: { name: 'understand' } },
      messages: [
        { role: 'system', content: 'Fill it.' },
        { role: 'assistant', content: 'Bulan apa?' },
        { role: 'user', content: 'maret' },
      ],
    },
  })
})

test('what is no call of ours fills nothing', async () => {
  const { model } = await server(
    { does: 'say', text: 'Tentu! Bulan Maret.' },
    { does: 'garble', name: 'understand', args: '{"intent": "lead.qual' },
  )
  expect(await model.fillIn(form, soon())).toMatchObject({ args: undefined })
  expect(await model.fillIn(form, soon())).toMatchObject({ args: undefined })
})

test('a talk brings words or calls, and results go back under their call', async () => {
  const { model, seen } = await server(
    { does: 'call', calls: [{ name: 'look_up', args: { month: '2027-03' } }] },
    { does: 'say', text: 'Ada.' },
  )
  const first = await model.talk(talk, soon())
  expect(first.calls).toMatchObject([{ name: 'look_up', args: { month: '2027-03' } }])
  const [call] = first.calls
  const lines = [
    ...talk.lines,
    { who: 'model' as const, text: first.text, calls: first.calls },
    { who: 'tool' as const, callId: call?.id ?? '', name: 'look_up', result: '{"seats":3}' },
  ]
  expect(await model.talk({ ...talk, lines }, soon())).toMatchObject({ text: 'Ada.', calls: [] })
  expect(seen[1]?.body.messages.at(-1)).toMatchObject({
    role: 'tool',
    content: '{"seats":3}',
    tool_call_id: call?.id,
  })
})

test.each([
  [{ does: 'fail', status: 500 } as const, Unreachable],
  [{ does: 'fail', status: 429, retryAfter: '7' } as const, Unreachable],
  [{ does: 'cut' } as const, Unreachable],
  [{ does: 'fail', status: 401 } as const, Rejected],
  [{ does: 'fail', status: 400 } as const, Rejected],
])('%o is asked once and never again by itself', async (behaviour, fault) => {
  const { model, seen } = await server(behaviour)
  await expect(model.talk(talk, soon())).rejects.toBeInstanceOf(fault)
  expect(seen).toHaveLength(1)
})

test('how long to wait is passed on, and a wrong key is called by its name', async () => {
  const { model } = await server(
    { does: 'fail', status: 429, retryAfter: '7' },
    { does: 'fail', status: 401 },
  )
  await expect(model.talk(talk, soon())).rejects.toMatchObject({ retryAfterMs: 7_000 })
  await expect(model.talk(talk, soon())).rejects.toMatchObject({ code: '401' })
})

test('an answer that is no JSON is a fault, not a crash', async () => {
  const { model } = await server({ does: 'malformed' })
  await expect(model.talk(talk, soon())).rejects.toThrow(/the model/)
})

test('a server that never answers is left when the time is up', async () => {
  const { model } = await server({ does: 'stall' })
  const began = performance.now()
  await expect(model.fillIn(form, AbortSignal.timeout(150))).rejects.toBeInstanceOf(Unreachable)
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('nobody there is a fault like any other', async () => {
  const model = createModel({ baseUrl: 'http://127.0.0.1:9/v1', model: 'x' })
  await expect(model.talk(talk, soon())).rejects.toBeInstanceOf(Unreachable)
})

test('a flood of words is cut', async () => {
  const { model } = await server({ does: 'say', text: 'ya '.repeat(200_000) })
  expect((await model.talk(talk, soon())).text).toHaveLength(20_000)
})
