import { expect, test } from 'vitest'
import { readTable } from '../../src/adapters/documents/read-table.ts'
import { readMutationRows } from '../../src/domain/payments/read-mutations.ts'
import { passTime } from '../../src/sandbox/pass-time.ts'
import { OWNER } from '../../src/sandbox/sandbox.ts'
import { BUDI, openSandbox } from './open-sandbox.ts'

const said = (pattern: RegExp) => expect.stringMatching(pattern) as unknown

/** A router with two lines, and the words of its panel. */
async function openLines() {
  const opened = await openSandbox()
  const { sandbox, post, state } = opened
  sandbox.hotspot?.seedSecrets([
    { name: 'umar', password: 'kenanga', profile: 'isolir' },
    { name: 'maya', password: 'melati', profile: 'rumah20' },
  ])
  const act = async (does: string, line?: string) => (await post('world', { does, line })).said
  const lines = async () => (await state()).world.router?.lines
  return { ...opened, act, lines }
}

test('a modem dials by itself until somebody pulls it out', async () => {
  const { sandbox, act, lines } = await openLines()
  expect(await lines()).toMatchObject([
    { name: 'maya', modem: 'none', isolated: false },
    { name: 'umar', modem: 'none', isolated: true },
  ])
  expect(await act('modem-on', 'maya')).toMatchObject({ ok: true, words: said(/maya tersambung/) })
  expect(await act('modem-on', 'nobody')).toMatchObject({
    ok: false,
    words: said(/tidak mengenal/),
  })

  // Put out by the router, as after a change of its profile.
  sandbox.hotspot?.pppHangUp('maya')
  sandbox.modems?.dialNow()
  expect(await lines()).toMatchObject([{ modem: 'on', online: { seconds: 0 } }, { name: 'umar' }])

  await act('modem-off', 'maya')
  sandbox.modems?.dialNow()
  const [maya] = (await lines()) ?? []
  expect(maya).toMatchObject({ modem: 'off' })
  expect(maya).not.toHaveProperty('online')
})

test('a modem with an old password waits in vain until the new one is typed in', async () => {
  const { sandbox, act, lines } = await openLines()
  sandbox.modems?.putUp('maya', 'the old one')
  sandbox.modems?.dialNow()
  expect((await lines())?.[0]).not.toHaveProperty('online')
  expect(await act('modem-on', 'maya')).toMatchObject({ ok: true })
})

test('a cut cable takes everybody off line, and mending it brings them back', async () => {
  const { act, lines, ticks } = await openLines()
  await act('modem-on', 'maya')
  await act('modem-on', 'umar')
  const before = ticks.length
  await act('cable-cut')
  for (const line of (await lines()) ?? []) expect(line).not.toHaveProperty('online')
  expect(await act('modem-on', 'maya')).toMatchObject({ ok: false, words: said(/Kabelnya putus/) })
  await act('cable-mended')
  for (const line of (await lines()) ?? []) expect(line).toHaveProperty('online')
  expect(ticks.length).toBeGreaterThan(before)
})

test('modems and the cable are remembered over a restart', async () => {
  const first = await openLines()
  await first.act('modem-on', 'maya')
  await first.act('modem-on', 'umar')
  await first.act('modem-off', 'umar')
  await first.stop()
  const { state } = await openSandbox({ dataDir: first.dataDir })
  // Dialled in before anybody could have looked: a restart is no outage.
  expect((await state()).world.router?.lines).toMatchObject([
    { name: 'maya', online: { seconds: 0 } },
    { name: 'umar', modem: 'off' },
  ])
})

test('days pass one by one, each with its morning', async () => {
  const at = new Date('2026-12-01T13:00:00Z')
  let offsetMs = 0
  const mornings: string[] = []
  const now = () => new Date(at.getTime() + offsetMs)
  await passTime(
    {
      sandbox: { isOpen: () => true, now, moveClock: (ms) => (offsetMs += ms === 'back' ? 0 : ms) },
      timeZone: 'Asia/Jakarta',
      settled: () => Promise.resolve(),
      tick: async () => void mornings.push(now().toISOString().slice(5, 16)),
    },
    3 * 86_400_000,
  )
  expect(mornings).toEqual(['12-02T02:00', '12-03T02:00', '12-04T02:00', '12-04T13:00'])
})

test('the owner sends sample files, each under the command that wants it', async () => {
  const { sandbox, post } = await openSandbox()
  for (const what of ['customers', 'lines', 'mutations']) await post('sample', { what })
  await post('sample', { what: 'mutations', caption: '/bayar mutasi rekening=BCA' })
  const sent = sandbox.telegram?.messages(OWNER.id) ?? []
  expect(sent.map(({ text, file }) => [text, file?.name])).toEqual([
    ['/impor pelanggan', 'pelanggan.xlsx'],
    ['/impor pppoe', 'langganan.xlsx'],
    ['/bayar mutasi', 'mutasi.csv'],
    ['/bayar mutasi rekening=BCA', 'mutasi.csv'],
  ])
  const tables = await Promise.all(sent.flatMap(({ file }) => (file ? [readTable(file)] : [])))
  expect(tables[0]?.sheets[0]?.rows[1]?.[0]).toBe('Bagus Prakoso')
  const read = readMutationRows(tables[2]?.sheets[0]?.rows ?? [], '2026-12-31')
  expect(read?.unread).toEqual([])
  // What a customer promised is on the account, to the rupiah.
  expect(read?.mutations).toContainEqual(
    expect.objectContaining({ amountRupiah: 165_123, direction: 'in', text: said(/SITI NURAINI/) }),
  )
})

test('anything on the disk of the newcomer can be sent from either phone', async () => {
  const { sandbox, post } = await openSandbox()
  const file = { customer: BUDI, name: 'catatan.txt', mime: 'text/plain' }
  const base64 = Buffer.from('halo').toString('base64')
  await post('upload', { ...file, phone: 'tg', base64 })
  await post('upload', { ...file, phone: 'wa', base64, caption: 'ini' })
  expect(sandbox.telegram?.messages(OWNER.id)[0]?.file?.name).toBe('catatan.txt')
  const [sent] = sandbox.whatsapp?.messages(BUDI) ?? []
  expect(sent).toMatchObject({ text: 'ini', file: { name: 'catatan.txt' } })
  expect(Buffer.from(sent?.file?.bytes ?? []).toString()).toBe('halo')
  expect(await post('upload', { ...file, phone: 'wa', base64: 'no base64!' })).toMatchObject({
    status: 400,
  })
})
