import { describe, expect, test } from 'vitest'
import { createWahaApi } from '../../../src/bots/whatsapp/waha/waha-api.ts'
import { listSessions } from '../../../src/bots/whatsapp/waha/sessions.ts'
import { until } from '../../support/until.ts'
import { HMAC_KEY, SITI, soon, US, wahaWithDoor, workingWaha } from './open-waha.ts'

const started = async (...given: Parameters<typeof wahaWithDoor>) => {
  const all = await wahaWithDoor(...given)
  await all.door.start()
  const status = () => all.waha.sessions()[0]?.status
  const kinds = () => all.news.map(({ kind }) => kind).join()
  return { ...all, status, kinds }
}

describe('a new number', () => {
  test('shows its code, is scanned, and works', async () => {
    const { waha, door, news, status, kinds } = await started()
    await until(() => kinds().includes('qr'), true)
    expect(status()).toBe('SCAN_QR_CODE')
    expect(door.health()).toMatchObject({ state: 'down', detail: expect.stringContaining('code') })
    const { code } = waha.session('toko').qr ?? {}
    expect(news.at(-1)).toEqual({ kind: 'qr', code, place: 1 })
    expect(Buffer.from(await door.qrPng(soon())).toString()).toContain(code)

    waha.scan('toko', US)
    await until(() => kinds().endsWith('open'), true)
    expect(news.at(-1)).toEqual({ kind: 'open', phone: `+${US}`, firstTime: true })
    expect(door.health()).toEqual({ state: 'healthy' })
    await expect(door.qrPng(soon())).rejects.toMatchObject({ name: 'Unreachable' })
  })

  test('shows each code once, and says when nobody scanned any', async () => {
    const { waha, news, kinds } = await started()
    await until(() => kinds().endsWith('qr'), true)
    waha.nextCode('toko')
    await until(() => news.filter(({ kind }) => kind === 'qr').length, 2)
    expect(news.at(-1)).toMatchObject({ kind: 'qr', place: 2 })
    waha.expireCodes('toko')
    await until(() => kinds().endsWith('pairing_expired'), true)
    expect(kinds()).toMatch(/^(connecting,)?qr,qr,pairing_expired$/)
  })

  test('that nobody scanned is shown again when somebody asks', async () => {
    const { waha, door, kinds } = await started()
    await until(() => kinds().endsWith('qr'), true)
    waha.expireCodes('toko')
    await until(() => kinds().endsWith('pairing_expired'), true)
    door.want('pairing')
    await until(() => kinds().endsWith('qr'), true)
  })

  test('is made with a store, without which nothing can be quoted', async () => {
    const { waha, status } = await started()
    await until(status, 'SCAN_QR_CODE')
    expect(waha.session('toko').config['noweb']).toMatchObject({ store: { enabled: true } })
  })
})

describe('a number that worked', () => {
  test('and comes back by itself is told of, not shown as new', async () => {
    const { waha, door, news } = await workingWaha()
    waha.loseConnection('toko')
    await until(() => door.health().state, 'degraded')
    waha.regainConnection('toko')
    await until(() => door.health().state, 'healthy')
    await until(() => news.at(-1)?.kind, 'open')
    expect(news.at(-1)).toMatchObject({ firstTime: false })
  })

  test('and was unlinked on the phone is said to be, and its code is shown to nobody', async () => {
    const { waha, door, news } = await workingWaha()
    await until(() => news.at(-1)?.kind, 'open')
    const shown = () => news.filter(({ kind }) => kind === 'qr').length
    const before = shown()
    waha.unlinkOnPhone('toko')
    await until(() => news.at(-1)?.kind, 'logged_out')
    expect(shown()).toBe(before)
    expect(door.health().state).toBe('down')
  })

  test('is paused, goes on, and is unlinked when that is wanted', async () => {
    const { waha, door } = await workingWaha()
    const status = () => waha.session('toko').status
    door.want('paused')
    await until(status, 'STOPPED')
    expect(waha.session('toko').me).toBeDefined()
    door.want('on')
    await until(status, 'WORKING')
    door.want('unlinked')
    await until(status, 'STOPPED')
    await until(() => waha.session('toko').me, undefined)
    door.want('pairing')
    await until(status, 'SCAN_QR_CODE')
  })

  test('and that somebody stopped in WAHA itself is left alone', async () => {
    const { waha, api, door } = await workingWaha()
    await api.ask({ method: 'POST', path: 'api/sessions/toko/stop', body: {}, signal: soon() })
    await until(
      () => door.health(),
      (seen) => seen.state === 'down',
    )
    const before = waha.calls().length
    await until(() => waha.calls().length > before || door.health().state === 'down', true)
    expect(waha.calls().filter((call) => call.endsWith('/start'))).toEqual([])
  })
})

test('what WhatsApp does not let a number do is told once, each time it changes', async () => {
  const { waha, door, news } = await workingWaha()
  await until(() => news.at(-1)?.kind, 'open')
  const { me } = waha.session('toko')
  const lock = { isActive: true, timeEnforcementEnds: 1_793_000_000, enforcementType: 'BIZ' }
  Object.assign(me ?? {}, { reachoutTimelock: lock })
  door.want('on')
  await until(() => news.at(-1)?.kind, 'restricted')
  const ends = new Date(1_793_000_000_000)
  expect(news.at(-1)).toEqual({ kind: 'restricted', until: ends, reason: 'BIZ' })
  const capping = { reachoutTimelock: null, messageCapping: { cappingStatus: 'CAPPED' } }
  Object.assign(me ?? {}, capping)
  door.want('on')
  await until(() => news.at(-1)?.kind, 'capped')
  expect(news.filter(({ kind }) => kind === 'restricted')).toHaveLength(1)
})

describe('what WAHA shall tell us', () => {
  test('is set up where it is not, and what others set up stays', async () => {
    const { waha, api, door, webhookUrl, news } = await wahaWithDoor()
    const others = { url: 'https://elsewhere.example/hook', events: ['message'] }
    const config = { webhooks: [others], metadata: { owner: 'toko' }, debug: true }
    const body = { name: 'toko', config, start: false }
    await api.ask({ method: 'POST', path: 'api/sessions', body, signal: soon() })
    await door.start()
    await until(() => news.at(-1)?.kind, 'qr')
    expect(waha.session('toko').config).toMatchObject({
      debug: true,
      metadata: { owner: 'toko' },
      webhooks: [
        others,
        { url: webhookUrl, hmac: { key: HMAC_KEY }, retries: { policy: 'exponential' } },
      ],
    })
  })

  test('is not set up again where it is so, for that would restart the session', async () => {
    const { waha, api, webhookUrl } = await workingWaha()
    const sets = () => waha.calls().filter((call) => call.startsWith('PUT /api/sessions'))
    expect(sets()).toEqual([])
    const again = await wahaWithDoor({ api, webhook: { url: webhookUrl, hmacKey: HMAC_KEY } })
    await again.door.start()
    expect(again.door.health().state).toBe('healthy')
    expect(sets()).toEqual([])
    // A version that keeps the key to itself is believed by what was noted beside it.
    delete waha.session('toko').config.webhooks?.[0]?.hmac
    const third = await wahaWithDoor({ api, webhook: { url: webhookUrl, hmacKey: HMAC_KEY } })
    await third.door.start()
    expect(sets()).toEqual([])
    const other = await wahaWithDoor({ api, webhook: { url: webhookUrl, hmacKey: 'baru' } })
    await other.door.start()
    expect(sets()).toHaveLength(1)
  })

  test('comes for every session of one server to one address', async () => {
    const { waha, api, door, book } = await workingWaha()
    const signal = soon()
    const { webhooks } = waha.session('toko').config
    const body = { name: 'dua', config: { webhooks }, start: true }
    await api.ask({ method: 'POST', path: 'api/sessions', body, signal })
    waha.scan('dua', '628222')
    expect((await listSessions(api, signal)).map(({ name }) => name)).toEqual(['toko', 'dua'])
    waha.say(SITI, 'untuk dua', { session: 'dua' })
    waha.say(SITI, 'untuk toko')
    await waha.webhooks.settled()
    expect(book.texts()).toEqual(['untuk toko'])
    expect(door.ownNumber()).toBe(`+${US}`)
  })
})

describe('a WAHA in trouble', () => {
  test('that refuses our key is said to, and nothing is sent through it', async () => {
    const { waha } = await workingWaha()
    const api = createWahaApi({ url: `${waha.url}/`, apiKey: 'salah' })
    const { door } = await started({ api })
    expect(door.health()).toMatchObject({ state: 'down', detail: 'WAHA refuses our API key' })
    const sent = door.send(SITI, { text: 'x' }, soon())
    await expect(sent).rejects.toMatchObject({ name: 'Rejected', code: 'token' })
  })

  test('that is away at start is waited for', async () => {
    const all = await wahaWithDoor()
    for (let n = 0; n < 3; n++) all.waha.fail({ on: 'sessions', does: 'bad-gateway' })
    await all.door.start()
    expect(all.door.health().state).toBe('degraded')
    await until(() => all.waha.sessions()[0]?.status, 'SCAN_QR_CODE')
  })

  test('asks for a passkey: only its dashboard can give that, and we say so', async () => {
    const { waha, door } = await workingWaha()
    const payload = { name: 'toko', status: 'PASSKEY_REQUIRED', data: {} }
    waha.session('toko').status = 'PASSKEY_REQUIRED'
    waha.sendRaw('session.status', payload)
    await until(() => door.health().detail?.includes('passkey'), true)
  })

  test('a redirect is not followed: our key would go along', async () => {
    const { waha, api } = await workingWaha()
    waha.fail({
      on: 'sendText',
      does: 'refuse',
      status: 302,
      location: 'https://elsewhere.example',
    })
    const body = { session: 'toko', chatId: `${SITI}@c.us`, text: 'x' }
    const asked = api.ask({ method: 'POST', path: 'api/sendText', body, signal: soon() })
    await expect(asked).rejects.toMatchObject({ name: 'Rejected', code: '302' })
  })
})
