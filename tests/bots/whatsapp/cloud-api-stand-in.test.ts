import { describe, expect, onTestFinished, test } from 'vitest'
import { startCloudApi } from '../../../src/bots/whatsapp/cloud/stand-in/cloud-api.ts'
import { testClock } from '../../support/clock.ts'

const SITI = '6281234567890'

async function whatsapp() {
  const clock = testClock()
  const api = await startCloudApi({ clock: clock.now, statuses: false })
  onTestFinished(api.stop)
  api.say(SITI, 'halo')
  const post = async (body: object | string, token = api.token) => {
    const answer = await fetch(`${api.url}/v25.0/${api.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const said = (await answer.json()) as {
      error?: { code: number; error_data: { details: string } }
    }
    return {
      status: answer.status,
      code: said.error?.code,
      why: said.error?.error_data.details,
      said,
    }
  }
  const send = (message: object) =>
    post({ messaging_product: 'whatsapp', recipient_type: 'individual', to: SITI, ...message })
  return { api, clock, post, send }
}

const text = (body: string) => ({ type: 'text', text: { body } })
const interactive = (about: object) => ({
  type: 'interactive',
  interactive: { body: { text: 'Pilih' }, ...about },
})
const buttons = (...titles: string[]) =>
  interactive({
    type: 'button',
    action: {
      buttons: titles.map((title, n) => ({ type: 'reply', reply: { id: `k${n}`, title } })),
    },
  })
const list = (...titles: string[]) =>
  interactive({
    type: 'list',
    action: {
      button: 'Menu',
      sections: [{ rows: titles.map((title, n) => ({ id: `k${n}`, title })) }],
    },
  })

describe('the stand-in of WhatsApp is no kinder than WhatsApp', () => {
  test.each([
    ['an empty text', text('')],
    ['4,097 characters', text('x'.repeat(4097))],
    ['four buttons', buttons('a', 'b', 'c', 'd')],
    ['a button of 21 characters', buttons('x'.repeat(21))],
    ['two buttons that read the same', buttons('Ya', 'Ya')],
    ['no button', buttons()],
    ['eleven rows', list(...Array.from({ length: 11 }, (_, n) => `P${n}`))],
    ['a row of 25 characters', list('x'.repeat(25))],
    [
      'a button text of 1,025 characters',
      interactive({ ...buttons('Ya').interactive, body: { text: 'x'.repeat(1025) } }),
    ],
    [
      'a caption of 1,025 characters',
      { type: 'image', image: { id: '1', caption: 'x'.repeat(1025) } },
    ],
    ['a key that does not belong there', { ...text('x'), parse_mode: 'HTML' }],
    ['a kind it does not send', { type: 'carrier_pigeon' }],
    ['a number that is none', { ...text('x'), to: 'ID.1349120865' }],
    ['another product', { ...text('x'), messaging_product: 'messenger' }],
  ])('%s is refused', async (_what, message) => {
    const { api, send } = await whatsapp()
    const { status, code } = await send(message)
    expect({ status, code }).toEqual({ status: 400, code: 131_009 })
    expect(api.messages(SITI)).toHaveLength(1)
  })

  test('what fits exactly is taken', async () => {
    const { send } = await whatsapp()
    for (const message of [
      text('x'.repeat(4096)),
      buttons('x'.repeat(20), 'b', 'c'),
      list(...Array.from({ length: 10 }, (_, n) => `${n}`.padEnd(24, 'x'))),
    ]) {
      expect((await send(message)).said).toMatchObject({
        messaging_product: 'whatsapp',
        contacts: [{ input: SITI, wa_id: SITI }],
        messages: [{ id: expect.stringMatching(/^wamid\./) }],
      })
    }
  })

  test('what is missing is named', async () => {
    const { post } = await whatsapp()
    const { code, why } = await post({ messaging_product: 'whatsapp', to: SITI, type: 'text' })
    expect(code).toBe(131_008)
    expect(why).toContain('text')
  })

  test('a file nobody uploaded cannot be sent, nor one of a kind WhatsApp does not carry', async () => {
    const { api, send } = await whatsapp()
    expect((await send({ type: 'image', image: { id: '5' } })).code).toBe(100)
    const form = new FormData()
    form.set('messaging_product', 'whatsapp')
    form.set('type', 'application/zip')
    form.set('file', new Blob(['x']), 'x.zip')
    const headers = { authorization: `Bearer ${api.token}` }
    const url = `${api.url}/v25.0/${api.phoneNumberId}/media`
    expect((await fetch(url, { method: 'POST', headers, body: form })).status).toBe(400)
  })

  test('a template that was never approved, a stranger, a wrong token, another number', async () => {
    const { api, post, send } = await whatsapp()
    expect(
      (await send({ type: 'template', template: { name: 'promo', language: { code: 'id' } } }))
        .code,
    ).toBe(132_001)
    expect((await send({ ...text('x'), to: '6285550001111' })).code).toBe(131_047)
    const toNobody = { messaging_product: 'whatsapp', recipient: 'ID.5', ...text('x') }
    expect((await post(toNobody)).code).toBe(131_026)
    expect(await post(text('x'), 'wrong')).toMatchObject({ status: 401, code: 190 })
    expect((await post('{')).code).toBe(100)
    const headers = { authorization: `Bearer ${api.token}` }
    const other = await fetch(`${api.url}/v25.0/999/messages`, { method: 'POST', headers })
    expect(other.status).toBe(400)
  })

  test('free words end with the 24 hours', async () => {
    const { clock, send } = await whatsapp()
    clock.pass({ hours: 23, minutes: 59 })
    expect((await send(text('x'))).status).toBe(200)
    clock.pass({ minutes: 1 })
    expect((await send(text('x'))).code).toBe(131_047)
  })

  test('reading a message of the customer shows on his phone', async () => {
    const { api, post } = await whatsapp()
    const [theirs] = api.messages(SITI)
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: theirs?.id }
    expect((await post(read)).said).toEqual({ success: true })
    expect(api.messages(SITI)[0]?.fate).toBe('read')
  })

  test('only what the phone shows can be tapped', async () => {
    const { api } = await whatsapp()
    expect(() => api.tapButton(SITI, 'wamid.none', 'k0')).toThrow('no button')
  })

  test('a page that watches is told of everything that happens on the phones', async () => {
    const { api, send } = await whatsapp()
    const seen: string[] = []
    const leave = api.onChange(({ what, phone }) => seen.push(`${what} ${phone}`))
    await send(text('halo'))
    api.markRead(SITI)
    leave()
    api.say(SITI, 'tidak terdengar')
    expect(seen).toEqual([`added ${SITI}`, `edited ${SITI}`, `edited ${SITI}`])
  })

  test('a restart forgets neither what was said nor whose window is open', async () => {
    const { api, clock, send } = await whatsapp()
    await send(buttons('Ya'))
    const next = await startCloudApi({ clock: clock.now, token: api.token })
    onTestFinished(next.stop)
    next.restore(Buffer.from(api.snapshot()))
    expect(next.messages(SITI)).toEqual(api.messages(SITI))
    const answer = await fetch(`${next.url}/v25.0/${next.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${next.token}` },
      body: JSON.stringify({ messaging_product: 'whatsapp', to: SITI, ...text('halo lagi') }),
    })
    expect(answer.status).toBe(200)
    next.tapButton(SITI, next.messages(SITI)[1]?.id ?? '', 'k0')
  })
})
