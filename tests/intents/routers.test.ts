import { describe, expect, test } from 'vitest'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { handOverScript } from '../../src/domain/routers/hand-over-script.ts'
import { lookAtRouter } from '../../src/domain/routers/look-at-router.ts'
import {
  lookForReboot,
  rebootRouter,
  requestReboot,
} from '../../src/domain/routers/reboot-router.ts'
import { routerNotices } from '../../src/intents/wording/id/routers.ts'
import type { NoticeDetails } from '../../src/domain/messages/notice.ts'
import { hotspotWork } from '../support/hotspot-shop.ts'
import { talk } from '../support/talk.ts'

const handlers = {
  ...hotspotWork,
  'router.look': lookAtRouter,
  'router.script': handOverScript,
  'router.reboot': rebootRouter,
  'router.back': lookForReboot,
}

async function open() {
  const shop = await talk()
  const work = createEffects(shop.deps, { handlers, owner: 'test' })
  const owner = await shop.staff('owner')
  const followUp = async () => {
    await work.idle()
    await shop.outbox.idle()
  }
  await followUp()
  const looked = () => shop.notices('router.looked')
  const last = async () => {
    const details = (await looked()).at(-1)
    if (!details) throw new Error('nothing was looked at')
    return {
      details,
      text: routerNotices['router.looked'](details).text,
      message: owner.sent().at(-1),
    }
  }
  return { ...shop, owner, followUp, looked, last }
}

const labels = (message: { choices?: { label: string }[] } | undefined) =>
  message?.choices?.map(({ label }) => label)

describe('the panel of a router', () => {
  test('opens from the list, and every look edits the one message', async () => {
    const { owner, followUp, last } = await open()
    const [list] = await owner.say('/router')
    expect(list?.text).toContain('🟢 pusat')
    const [panel] = await owner.tap('pusat')
    expect(labels(panel)).toEqual([
      '📊 Sumber daya',
      '👥 Pengguna aktif',
      '📈 Lalu lintas',
      '📜 Log',
      '🔄 Sinkronkan',
      '🔧 Mode perawatan',
      '⏻ Reboot',
    ])
    const [reading] = await owner.tap('📊 Sumber daya')
    expect(reading).toMatchObject({ text: '📡 pusat: sedang dibaca…', edited: 'telegram-3' })
    await followUp()
    const seen = await last()
    expect(seen.message?.edited).toBeDefined()
    expect(seen.text).toMatch(/CPU \d+%\nMemori bebas .* dari .*\nDisk bebas/)
    expect(seen.text).toContain('RouterOS 7.18.2')
  })

  test('keeps what it shows fresh, until something else is looked at', async () => {
    const { owner, followUp, looked, clock } = await open()
    await owner.say('/router sumber pusat')
    await followUp()
    for (let round = 0; round < 3; round += 1) {
      clock.pass({ seconds: 16 })
      await followUp()
    }
    expect(await looked()).toHaveLength(4)
    await owner.tap('📜 Log')
    await followUp()
    clock.pass({ seconds: 60 })
    await followUp()
    expect((await looked()).map(({ seen }) => seen.kind).slice(4)).toEqual(['log'])
  })

  test('stops reading by itself after some minutes', async () => {
    const { owner, followUp, looked, clock } = await open()
    await owner.say('/router sumber pusat')
    for (let round = 0; round < 20; round += 1) {
      await followUp()
      clock.pass({ seconds: 16 })
    }
    expect(await looked()).toHaveLength(13)
    expect((await looked()).at(-1)?.seen).toMatchObject({ fresh: false })
  })

  test('shows who is on line and who uses most', async () => {
    const { owner, followUp, router, last } = await open()
    router.seedUsers([
      { name: 'ANI', profile: 'harian' },
      { name: 'BUDI', profile: 'harian' },
    ])
    router.hotspotLogin('ANI', '', 'AA:BB:CC:00:00:01')
    router.hotspotLogin('BUDI', '', 'AA:BB:CC:00:00:02')
    router.download('AA:BB:CC:00:00:02', 5_000_000)
    await owner.say('/router aktif pusat')
    await followUp()
    const { details, text } = await last()
    expect(details.seen).toMatchObject({ hotspot: 2, ppp: 0, top: [{ name: 'BUDI' }, {}] })
    expect(text).toContain('Hotspot: 2 aktif · PPPoE: 0 aktif')
  })

  test('shows interfaces, a chart of them, and the log', async () => {
    const { owner, followUp, last } = await open()
    await owner.say('/router trafik pusat')
    await followUp()
    const { details, text } = await last()
    expect(details.seen.kind).toBe('traffic')
    expect(text).toMatch(/ether1: ↓ .* · ↑ /)
    await owner.say('/router grafik pusat')
    await followUp()
    expect(owner.sent().filter(({ text }) => text.startsWith('report.chart'))).toHaveLength(1)
    expect((await last()).details.seen.kind).toBe('traffic')
    await owner.say('/router log pusat')
    await followUp()
    expect((await last()).details.seen.kind).toBe('log')
  })

  test('says that a router is away, and since when', async () => {
    const { owner, followUp, router, last, clock, deps } = await open()
    await router.switchOff()
    await deps.db.updateTable('routers').set({ reachable: false, down_since: deps.now() }).execute()
    clock.pass({ minutes: 7 })
    const [list] = await owner.say('/router')
    expect(list?.text).toContain('tidak menjawab sejak 7 menit lalu')
    await owner.say('/router log pusat')
    await followUp()
    expect((await last()).text).toContain('🔴 Tidak bisa dihubungi sejak 7 menit lalu')
  })

  test('brings a router in step that was reset', async () => {
    const { owner, followUp, router, last } = await open()
    await owner.say('/paket tambah harian Harian 5rb harian')
    await owner.say('/voucher buat harian 3')
    await owner.tap('Ya, lanjutkan')
    await followUp()
    await router.reset()
    await owner.say('/router sinkron pusat')
    await followUp()
    expect(router.users()).toHaveLength(3)
    expect((await last()).text).toContain('✅ Isi router sudah sama')
  })

  test('gives an operator what he may look at, and nothing that changes a router', async () => {
    const shop = await open()
    const operator = await shop.staff('operator', '78')
    const [panel] = await operator.say('/router panel pusat')
    expect(labels(panel)).not.toContain('⏻ Reboot')
    await operator.say('/router reboot pusat')
    await operator.say('/router perawatan pusat')
    await operator.say('/router skrip pusat')
    await shop.followUp()
    expect(await shop.deps.db.selectFrom('router_reboots').selectAll().execute()).toEqual([])
    const { state } = await shop.deps.db
      .selectFrom('routers')
      .select('state')
      .executeTakeFirstOrThrow()
    expect(state).toBe('active')
    expect(await shop.notices('router.script')).toEqual([])
  })

  test('answers a slip of the finger with the nearest word', async () => {
    const { owner } = await open()
    expect((await owner.say('/router rebot pusat'))[0]?.text).toContain('/router reboot')
  })
})

describe('maintenance', () => {
  test('begins from the panel for an hour, and ends with a tap', async () => {
    const { owner, deps, clock } = await open()
    await owner.say('/router panel pusat')
    const [question] = await owner.tap('🔧 Mode perawatan')
    expect(question?.edited).toBeDefined()
    const begun = (await owner.tap('1 jam')).find(({ text }) => text.startsWith('🔧'))
    expect(labels(begun)).toContain('▶️ Akhiri perawatan')
    const row = () => deps.db.selectFrom('routers').selectAll().executeTakeFirstOrThrow()
    expect(await row()).toMatchObject({
      state: 'maintenance',
      maintenance_until: new Date(clock.now().getTime() + 3_600_000),
    })
    await owner.tap('▶️ Akhiri perawatan')
    expect(await row()).toMatchObject({ state: 'active', maintenance_until: null })
  })

  test('lasts until a time of day, and the list says so', async () => {
    const { owner, deps } = await open()
    await owner.say('/router perawatan pusat sampai=23:30')
    const { maintenance_until: until } = await deps.db
      .selectFrom('routers')
      .select('maintenance_until')
      .executeTakeFirstOrThrow()
    expect(until?.toISOString()).toMatch(/T16:30:00/)
    expect((await owner.say('/router'))[0]?.text).toContain('dalam perawatan sampai')
    const [wrong] = await owner.say('/router perawatan pusat sampai=nanti')
    expect(wrong?.text).toContain('"sampai" belum benar')
  })
})

describe('a restart', () => {
  test('is asked first, ordered once, on the books, and its end is told', async () => {
    const { owner, followUp, router, clock, deps, notices } = await open()
    const [question] = await owner.say('/router reboot pusat')
    expect(question?.text).toContain('Reboot pusat?')
    await owner.tap('Ya, lanjutkan')
    await followUp()
    expect(router.commandCount('/system/reboot')).toBe(1)
    expect((await owner.say('/router reboot pusat')).length).toBe(1)
    expect((await owner.tap('Ya, lanjutkan'))[0]?.text).toContain('baru saja disuruh reboot')

    clock.pass({ seconds: 21 })
    await followUp()
    expect(await notices('router.rebooted')).toEqual([])
    await router.switchOn()
    clock.pass({ seconds: 10 })
    await followUp()
    expect(await notices('router.rebooted')).toMatchObject([{ name: 'pusat', seconds: 31 }])
    const audit = await deps.db
      .selectFrom('audit')
      .where('action', '=', 'router.rebooted')
      .select('person_id')
      .execute()
    expect(audit).toEqual([{ person_id: owner.personId }])
  })

  test('that a router does not hear is told, with what to do', async () => {
    const { owner, followUp, router, notices } = await open()
    await router.switchOff()
    await owner.say('/router reboot pusat')
    await owner.tap('Ya, lanjutkan')
    await followUp()
    expect(await notices('router.reboot_failed')).toMatchObject([
      { name: 'pusat', problem: 'unreachable' },
    ])
  })

  test('asked for by two at once happens once', async () => {
    const { owner, followUp, router, deps } = await open()
    const { conversationId } = await deps.db
      .selectFrom('conversations')
      .select('id as conversationId')
      .executeTakeFirstOrThrow()
    const ask = { name: 'pusat', by: owner.personId, conversationId, slot: null }
    const asked = await Promise.allSettled([1, 2, 3].map(() => requestReboot(deps, ask)))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await followUp()
    expect(router.commandCount('/system/reboot')).toBe(1)
  })
})

describe('the login script', () => {
  test('comes as text and file, with what would keep it from working', async () => {
    const { owner, followUp, notices, deps } = await open()
    await owner.say('/router skrip pusat')
    await followUp()
    const [script] = await notices('router.script')
    expect(script).toMatchObject({ name: 'pusat', renewed: false })
    expect(script?.warnings).toEqual(['not_reachable', 'not_encrypted'])
    expect(script?.onLogin).toContain('http://127.0.0.1:8080/webhooks/routers/1')
    const file = Buffer.from(await deps.files.get(script?.file.key ?? '')).toString()
    expect(file).toContain('name="harian"')

    const [question] = await owner.say('/router skrip pusat baru=ya')
    expect(question?.text).toContain('berhenti bekerja')
    await owner.tap('Ya, lanjutkan')
    await followUp()
    const renewed = (await notices('router.script')).at(-1)
    expect(renewed?.renewed).toBe(true)
    expect(renewed?.onLogin).not.toBe(script?.onLogin)
  })
})

test('a log line with secrets of its own length does not break the message', () => {
  const line = { at: '10:00', topics: 'system,info', message: 'x'.repeat(4_000) }
  const details: NoticeDetails['router.looked'] = {
    name: 'pusat',
    slot: 'router:1',
    manages: true,
    inMaintenance: false,
    at: '14:05:09',
    seen: { kind: 'log', lines: Array.from({ length: 15 }, () => line) },
  }
  expect(routerNotices['router.looked'](details).text.length).toBeLessThan(4_096)
})
