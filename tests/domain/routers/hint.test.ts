import { describe, expect, test } from 'vitest'
import { createRouterWebhook } from '../../../src/adapters/web/webhooks/router-webhook.ts'
import { createEffects } from '../../../src/domain/effects/run-effects.ts'
import { followHints, hearHint } from '../../../src/domain/routers/hint.ts'
import { loginScript, scriptFile } from '../../../src/domain/routers/login-script.ts'
import { renewHintToken } from '../../../src/domain/routers/router-queries.ts'
import { routerToken } from '../../../src/domain/routers/router-token.ts'
import { hotspotShop, hotspotWork } from '../../support/hotspot-shop.ts'
import { startWeb } from '../../adapters/web/test-web.ts'

/** A shop with `stock` vouchers in it, and the address its router tells of logins. */
async function hinted(stock = 1) {
  const shop = await hotspotShop()
  const { deps, routerId } = shop
  await shop.makeBatch(stock, { forStock: true })
  await shop.work()
  const web = await startWeb({
    webhooks: { routers: createRouterWebhook((hint) => hearHint(deps, hint)) },
  })
  const handlers = { ...hotspotWork, 'router.hint': followHints }
  const work = createEffects(deps, { handlers, owner: 'hints' })
  const token = async () => {
    const router = deps.db.selectFrom('routers').select(['id', 'hint_version'])
    return routerToken(deps.secrets, await router.executeTakeFirstOrThrow())
  }
  const post = (body: string, header: string, id: number | string = routerId) =>
    web.ask(`/webhooks/routers/${id}`, {
      method: 'POST',
      body,
      headers: { 'x-router-token': header, 'content-type': 'application/x-www-form-urlencoded' },
    })
  return {
    ...shop,
    token,
    post,
    tell: async (user: string) => post(`event=login&user=${user}`, await token()),
    logIn: (code: string, mac = 'AA:BB:CC:00:00:01') => shop.router.hotspotLogin(code, code, mac),
    follow: () => work.idle(),
    looks: () => shop.router.commandCount('/ip/hotspot/active/print'),
  }
}

describe('a router that tells of a login', () => {
  test('starts the life of the voucher at once, by what its API says', async () => {
    const shop = await hinted()
    const [code = ''] = await shop.codes()
    shop.logIn(code)
    shop.clock.pass({ seconds: 2 })
    const answer = await shop.tell(code)
    expect(answer.status).toBe(200)
    await shop.follow()
    const loggedInAt = new Date(shop.clock.now().getTime() - 2_000)
    expect(await shop.vouchers()).toMatchObject([{ state: 'active', activated_at: loggedInAt }])
  })

  test('is not believed: a login its API does not show is none', async () => {
    const shop = await hinted()
    const [code = ''] = await shop.codes()
    await shop.tell(code)
    await shop.follow()
    expect(await shop.vouchers()).toMatchObject([{ state: 'created', activated_at: null }])
  })

  test('of many at once is looked at once or twice, not once for each', async () => {
    const shop = await hinted(30)
    const codes = await shop.codes()
    for (const [at, code] of codes.entries()) {
      shop.logIn(code, `AA:BB:CC:00:01:${at.toString(16).padStart(2, '0').toUpperCase()}`)
    }
    const before = shop.looks()
    await Promise.all(codes.map((code) => shop.tell(code)))
    await shop.follow()
    const states = (await shop.vouchers()).map(({ state }) => state)
    expect(new Set(states)).toEqual(new Set(['active']))
    expect(shop.looks() - before).toBeLessThanOrEqual(2)
  })

  test('twice, of somebody who is on line already, or of a stranger, changes nothing', async () => {
    const shop = await hinted()
    const [code = ''] = await shop.codes()
    shop.logIn(code)
    await shop.tell(code)
    await shop.tell(code)
    await shop.follow()
    const before = shop.looks()
    expect((await shop.tell(code)).status).toBe(200)
    expect((await shop.tell('tetangga')).status).toBe(200)
    await shop.follow()
    expect(shop.looks()).toBe(before)
  })

  test('while it cannot be asked loses nothing: the next look finds it', async () => {
    const shop = await hinted()
    const [code = ''] = await shop.codes()
    shop.logIn(code)
    shop.router.setFaults({ accept: 'close' })
    shop.router.dropConnections('rst')
    await shop.tell(code)
    await shop.follow()
    expect(await shop.vouchers()).toMatchObject([{ state: 'created' }])
    shop.router.clearFaults()
    await shop.poll()
    expect(await shop.vouchers()).toMatchObject([{ state: 'active' }])
  })
})

describe('what is sent to the address of a router', () => {
  test('is refused without its token, and an older token is none', async () => {
    const shop = await hinted()
    const [code = ''] = await shop.codes()
    const old = await shop.token()
    expect((await shop.post(`user=${code}`, 'salah')).status).toBe(401)
    expect((await shop.post(`user=${code}`, '')).status).toBe(401)
    await renewHintToken(shop.deps.db, shop.routerId)
    const answer = await shop.post(`user=${code}`, old)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: { code: 'bad_signature' } })
    expect((await shop.tell(code)).status).toBe(200)
    const rows = JSON.stringify(await shop.deps.db.selectFrom('routers').selectAll().execute())
    expect(rows).not.toContain(await shop.token())
  })

  test('is refused where there is no such router, or nothing to be read', async () => {
    const shop = await hinted()
    const right = await shop.token()
    for (const id of ['99', '0', 'pusat', '99999999999999999999']) {
      expect((await shop.post('user=A', right, id)).status).toBe(404)
    }
    for (const body of ['', 'user=', 'event=reboot&user=A', `user=${'A'.repeat(200)}`]) {
      expect((await shop.post(body, right)).status).toBe(400)
    }
    expect(await shop.deps.db.selectFrom('router_hints').selectAll().execute()).toEqual([])
  })

  test('is slowed down when there is too much of it', async () => {
    const shop = await hinted()
    const right = await shop.token()
    const answers = await Promise.all(
      Array.from({ length: 640 }, () => shop.post('user=tetangga', right)),
    )
    const slowed = answers.filter(({ status }) => status === 429)
    expect(slowed.length).toBeGreaterThan(0)
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('the login script', () => {
  const url = 'https://wifi.contoh.id/webhooks/routers/7'
  const onLogin = loginScript({ url, token: 'T0ken', event: 'login' })

  test('never harms the login, and tells no more than who', () => {
    expect(onLogin).toMatch(/^:do \{ .* \} on-error=\{\}$/)
    expect(onLogin).toContain('duration=5s')
    expect(onLogin).toContain('X-Router-Token: T0ken')
    expect(onLogin).toContain('http-data=("event=login&user=" . $user)')
  })

  test('as a file keeps the scripts people wrote themselves', () => {
    const onLogout = loginScript({ url, token: 'T0ken', event: 'logout' })
    const file = scriptFile({ url, profiles: ['harian', 'a"b'], onLogin, onLogout })
    const lines = file.trimEnd().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toContain('[find where name="harian" and (on-login="" or on-login~"')
    expect(lines[0]).toContain(String.raw`user=\" . \$user`)
    expect(lines[2]).toContain(String.raw`name="a\"b"`)
  })
})
