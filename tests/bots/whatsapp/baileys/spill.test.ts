import { appendFileSync, readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import {
  forgetHost,
  openSpill,
  spilledAccounts,
} from '../../../../src/bots/whatsapp/baileys/spill.ts'
import { dataFolder, secrets } from './shop.ts'

const open = (folder: string, host: string) =>
  openSpill<string>({ folder, accountId: 7, host, secrets, log: pino({ level: 'silent' }) })

test('what a dead process spilled is read by the next, a torn end left out', async () => {
  const folder = dataFolder()
  const first = await open(folder, 'aaaa')
  await first.append(['satu', 'dua'])
  await first.append(['tiga'])
  const [name = ''] = readdirSync(folder)
  appendFileSync(path.join(folder, name), 'dG9ybg')
  await first.close()
  // The process is gone, its number belongs to nobody.
  renameSync(path.join(folder, name), path.join(folder, '7.999999.aaaa.spill'))
  forgetHost('aaaa')
  expect(spilledAccounts(folder, new Set())).toEqual([7])

  const next = await open(folder, 'bbbb')
  expect(next.isEmpty()).toBe(false)
  await next.append(['empat'])
  const { events, upTo } = await next.read()
  expect(events).toEqual(['satu', 'dua', 'tiga', 'empat'])
  await next.drop(upTo)
  expect(readdirSync(folder)).toEqual([])
})

test('what came while it was read stays', async () => {
  const folder = dataFolder()
  const spill = await open(folder, 'cccc')
  await spill.append(['satu'])
  const { upTo } = await spill.read()
  await spill.append(['dua'])
  await spill.drop(upTo)
  expect((await spill.read()).events).toEqual(['satu', 'dua'])
  await spill.close()
})

test('files of a host that lives are left alone', async () => {
  const folder = dataFolder()
  const one = await open(folder, 'dddd')
  await one.append(['satu'])
  const other = await open(folder, 'eeee')
  expect(other.isEmpty()).toBe(true)
  await one.close()
  await other.close()
})
