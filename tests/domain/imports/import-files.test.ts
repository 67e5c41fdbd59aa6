import { describe, expect, test } from 'vitest'
import { COLUMNS, findHeader } from '../../../src/domain/imports/columns.ts'
import { startImport } from '../../../src/domain/imports/decide-import.ts'
import { forgetImports } from '../../../src/domain/imports/forget-imports.ts'
import { makeSheet } from '../../../src/domain/imports/make-sheet.ts'
import {
  readDayCell,
  readPhoneCell,
  readRupiahCell,
} from '../../../src/domain/imports/read-cells.ts'
import { runImport } from '../../../src/domain/imports/run-import.ts'
import { balancesOf } from '../../../src/domain/billing/balances.ts'
import { checkLedger } from '../../../src/domain/ledger/check-ledger.ts'
import { findOrCreateCustomer } from '../../../src/domain/people/customers.ts'
import { importSheets as english } from '../../../src/intents/wording/en/import-sheets.ts'
import { importSheets } from '../../../src/intents/wording/id/import-sheets.ts'
import { importDesk } from './import-desk.ts'

const CUSTOMERS = [
  'Data Pelanggan RT 05,,,,',
  '',
  'No,Nama Pelanggan,No. WhatsApp,Alamat,Tunggakan,Saldo',
  '1,Budi,0812-3456-7801,Jl. Melati 1,"Rp 150.000",',
  '2,Siti,6281234567802,Jl. Melati 2,,25000',
  '3,Ani,812 3456 7803,,,',
  '4,Rudi,12,,,',
  '5,Budi lagi,+62 812 3456 7801,,,',
  '6,,081234567805,,,',
  '7,Lama,081234567806,,,',
]

async function customerOf(desk: Awaited<ReturnType<typeof importDesk>>, phone: string) {
  const { person_id: id } = await desk.deps.db
    .selectFrom('identities')
    .where('value', '=', phone)
    .select('person_id')
    .executeTakeFirstOrThrow()
  return id
}

describe('a list of customers', () => {
  test('is read row by row, said in one message, and nothing of it is written', async () => {
    const desk = await importDesk()
    const by = desk.siti.id
    await findOrCreateCustomer(desk.deps, { phone: '+6281234567806', name: 'Lama', by })
    const people = await desk.count('people')
    await desk.read('customers', CUSTOMERS)
    expect(await desk.summary()).toMatchObject({ total: 7, fresh: 3, known: 1, bad: 3 })
    expect((await desk.summary())?.problems).toEqual([
      { place: 7, name: 'Rudi', problem: 'phone', about: '12' },
      { place: 8, name: 'Budi lagi', problem: 'phone_twice', about: '4' },
      { place: 9, name: '', problem: 'missing', about: 'name' },
    ])
    expect(await desk.count('people')).toBe(people)
    const key = (await desk.notices('import.file'))[0]?.file.key ?? ''
    const sheet = await desk.deps.documents.readTable(await desk.deps.files.get(key), {
      mime: '',
      name: 'impor.xlsx',
    })
    expect(sheet.sheets[0]?.rows[4]?.slice(0, 4)).toEqual([
      '7',
      'bermasalah',
      'nomor HP "12" tidak valid',
      'Rudi',
    ])
  })

  test('becomes customers with what they had and owed, in books that add up', async () => {
    const desk = await importDesk()
    await desk.run(await desk.read('customers', CUSTOMERS))
    expect(await desk.result()).toMatchObject({ done: 4, known: 0, failed: 3 })
    const budi = await balancesOf(desk.deps, await customerOf(desk, '+6281234567801'))
    expect(budi).toMatchObject({ owedRupiah: 150_000, netRupiah: -150_000 })
    const siti = await balancesOf(desk.deps, await customerOf(desk, '+6281234567802'))
    expect(siti).toMatchObject({ netRupiah: 25_000 })
    expect((await checkLedger(desk.deps)).sound).toBe(true)
    const chats = await desk.deps.db
      .selectFrom('conversations')
      .where('chat', '=', '6281234567803')
      .select('person_id')
      .execute()
    expect(chats).toHaveLength(1)
  })

  test('brought in twice is brought in once, and a run that died goes on where it stopped', async () => {
    const desk = await importDesk()
    const list = [
      'Nama,HP,Saldo',
      ...Array.from(
        { length: 150 },
        (_, at) => `Warga ${at},0812345${String(at).padStart(5, '0')},${at === 149 ? '25000' : ''}`,
      ),
    ]
    const importId = await desk.read('customers', list)
    const before = await desk.count('customers')
    await startImport(desk.deps, { importId, unmarked: false, by: desk.siti.id })
    const dying = {
      ...desk.deps,
      secrets: {
        ...desk.deps.secrets,
        token: () => {
          throw new Error('power cut')
        },
      },
    }
    await expect(runImport(dying, { importId })).rejects.toThrow('power cut')
    expect((await desk.count('customers')) - before).toBe(100)
    await Promise.all([1, 2, 3].map(() => runImport(desk.deps, { importId })))
    expect(await desk.notices('import.done')).toMatchObject([{ done: 150, known: 0 }])
    expect((await desk.count('customers')) - before).toBe(150)
    expect(await balancesOf(desk.deps, await customerOf(desk, '+6281234500149'))).toMatchObject({
      netRupiah: 25_000,
    })
    await desk.read('customers', list)
    expect(await desk.summary()).toMatchObject({ fresh: 0, known: 150 })
  })

  test('said yes to by three at once is done once', async () => {
    const desk = await importDesk()
    const importId = await desk.read('customers', CUSTOMERS)
    const yes = { importId, unmarked: false, by: desk.siti.id }
    const said = await Promise.allSettled([1, 2, 3].map(() => startImport(desk.deps, yes)))
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('may be said yes to once, and not after a day', async () => {
    const desk = await importDesk()
    const importId = await desk.read('customers', CUSTOMERS)
    const late = await desk.read('customers', CUSTOMERS)
    await desk.run(importId)
    const yes = (id: number) =>
      startImport(desk.deps, { importId: id, unmarked: false, by: desk.siti.id })
    await expect(yes(importId)).rejects.toThrow('import.closed')
    desk.clock.pass({ hours: 25 })
    await forgetImports(desk.deps)
    await expect(yes(late)).rejects.toThrow('import.closed')
  })
})

describe('a list that cannot be read', () => {
  test('says which columns are missing', async () => {
    const desk = await importDesk()
    await desk.read('pppoe', ['Nama,Alamat', 'Budi,Sleman'])
    expect(await desk.notices('import.failed')).toMatchObject([
      { failure: { code: 'no_header', kind: 'pppoe', missing: ['phone', 'username', 'package'] } },
    ])
  })

  test('is told apart: no table, empty, locked', async () => {
    const desk = await importDesk()
    await desk.read('customers', ['<html>halo</html>'], 'halo.html')
    await desk.read('customers', ['Nama,HP'])
    const failures = (await desk.notices('import.failed')).map(({ failure }) => failure)
    expect(failures).toEqual([
      { code: 'table.unreadable', name: 'halo.html', why: 'kind' },
      { code: 'empty' },
    ])
  })
})

describe('a list of lines', () => {
  const HEAD = 'Nama,HP,User PPPoE,Password,Paket,IP,Jatuh Tempo,Tunggakan'
  const LINES = [
    HEAD,
    'Budi,081234567801,budi01,rahasia1,rumah20,,2026-11-20,100000',
    'Budi,081234567801,budi02,rahasia2,Rumah 20,10.9.9.9,5,',
    'Ani,081234567802,ani01,,rumah20,,,',
    'Rudi,081234567803,rudi01,x,tidakada,,,',
    'Joko,081234567804,joko 01,x,rumah20,,,',
    'Tini,081234567805,tini01,abc,rumah20,,32/13/2026,',
    'Lama,081234567806,lama01,salah,rumah20,,,',
  ]

  test('takes over what is on the router, makes the rest, and bills no day twice', async () => {
    const desk = await importDesk()
    desk.router.seedSecrets([
      { name: 'lama01', password: 'benar', profile: 'rumah20', comment: 'bekas' },
    ])
    desk.router.pppDial('lama01', 'benar', 'AA:00:00:00:00:01')
    const importId = await desk.read('pppoe', LINES)
    expect(await desk.summary()).toMatchObject({ total: 7, fresh: 3, bad: 4 })
    const problems = (await desk.summary())?.problems.map(({ place, problem }) => [place, problem])
    expect(problems).toEqual([
      [4, 'no_password'],
      [5, 'package'],
      [6, 'username'],
      [7, 'day'],
    ])
    expect(await desk.count('subscriptions')).toBe(0)

    await desk.run(importId)
    await desk.reconcile()
    expect(await desk.result()).toMatchObject({ done: 3, failed: 4 })
    const lines = await desk.deps.db
      .selectFrom('subscriptions')
      .selectAll()
      .orderBy('username')
      .execute()
    expect(lines).toMatchObject([
      { username: 'budi01', billed_until: '2026-11-20', paid_until: '2026-11-20', anchor_day: 21 },
      { username: 'budi02', static_address: '10.9.9.9', paid_until: '2026-11-05' },
      { username: 'lama01', paid_until: '2026-11-30' },
    ])
    expect(lines[0]?.person_id).toBe(lines[1]?.person_id)
    expect(desk.secret('budi01')).toMatchObject({ password: 'rahasia1', profileName: 'rumah20' })
    expect(desk.secret('lama01')).toMatchObject({ password: 'benar' })
    expect(desk.secret('lama01')?.comment).toMatch(/^PPPOE_SYSTEM\|\d+\|\d+\|/)
    expect(desk.onLine()).toEqual(['lama01'])
    expect(await balancesOf(desk.deps, lines[0]?.person_id ?? 0)).toMatchObject({
      netRupiah: -100_000,
    })

    await desk.read('pppoe', LINES)
    expect(await desk.summary()).toMatchObject({ fresh: 0, known: 3 })
  })

  test('shows no password again, and keeps none when it is over', async () => {
    const desk = await importDesk()
    const importId = await desk.read('pppoe', LINES)
    const rows = () => desk.deps.db.selectFrom('import_rows').selectAll().execute()
    expect(JSON.stringify((await rows()).map(({ row }) => row))).not.toContain('rahasia1')
    const key = (await desk.notices('import.file'))[0]?.file.key ?? ''
    const bytes = await desk.deps.files.get(key)
    const sheet = await desk.deps.documents.readTable(bytes, { mime: '', name: 'impor.xlsx' })
    expect(JSON.stringify(sheet)).toContain('••••')
    expect(JSON.stringify(sheet)).not.toContain('rahasia1')
    await desk.run(importId)
    await forgetImports(desk.deps)
    expect((await rows()).every(({ secret }) => secret === null)).toBe(true)
  })
})

describe('a list of packages', () => {
  test('is held against what routers have, and added once', async () => {
    const desk = await importDesk()
    const list = [
      'Kode;Nama Paket;Harga;Profil;Masa berlaku (hari);Periode',
      'mingguan;Mingguan;Rp 20.000;mingguan;7;',
      'rumah50;Rumah 50;350000;rumah50;;1 bulan',
      'rumah20;Rumah 20;200000;rumah20;;',
      'aneh;Aneh;1000;tidakada;;',
      'salah;Salah;250000;rumah50;7;',
    ]
    const importId = await desk.read('packages', list)
    expect(await desk.summary()).toMatchObject({ fresh: 2, known: 1, bad: 2 })
    const problems = (await desk.summary())?.problems.map(({ problem }) => problem)
    expect(problems).toEqual(['profile', 'package_terms'])
    await desk.run(importId)
    const packages = await desk.deps.db.selectFrom('packages').selectAll().orderBy('code').execute()
    expect(packages).toMatchObject([
      { code: 'mingguan', kind: 'hotspot', price_rupiah: 20_000, calendar_seconds: 7 * 86_400 },
      { code: 'rumah20' },
      { code: 'rumah50', kind: 'pppoe', price_rupiah: 350_000, period_days: null },
    ])
  })
})

describe('what goes out', () => {
  test('comes in again: every column of every sheet is known by its head, in both languages', () => {
    for (const words of [importSheets, english]) {
      for (const kind of ['customers', 'packages', 'pppoe'] as const) {
        const header = findHeader([COLUMNS[kind].map((name) => words.columns[name])], kind)
        expect('columns' in header && [...header.columns.keys()]).toEqual(COLUMNS[kind])
      }
    }
  })

  test('is a sheet of all customers, without passwords, that knows them all when it is read', async () => {
    const desk = await importDesk()
    await desk.run(await desk.read('customers', CUSTOMERS))
    const { samples, ...words } = importSheets
    await makeSheet(desk.deps, {
      ask: { form: 'export', kind: 'customers' },
      conversationId: desk.siti.conversationId,
      words: { ...words, ...samples.customers },
    })
    const file = (await desk.notices('import.file')).at(-1)?.file
    const bytes = await desk.deps.files.get(file?.key ?? '')
    const { sheets } = await desk.deps.documents.readTable(bytes, { mime: '', name: 'p.xlsx' })
    expect(sheets[0]?.rows.slice(0, 3)).toEqual([
      ['Nama', 'No HP', 'Alamat', 'Catatan', 'Saldo', 'Tunggakan'],
      ['Budi', '+6281234567801', 'Jl. Melati 1', '', '', '150000'],
      ['Siti', '+6281234567802', 'Jl. Melati 2', '', '25000', ''],
    ])
    await desk.read(
      'customers',
      (sheets[0]?.rows ?? []).map((row) => row.join(';')),
    )
    expect(await desk.summary()).toMatchObject({ fresh: 0, known: 4, bad: 0 })
  })
})

test('numbers, amounts and days are read as people write them', () => {
  const phone = '+62812345678'
  for (const text of ['0812345678', '+62812345678', '62812345678', '812345678', 'WA 0812345678']) {
    expect(readPhoneCell(text)).toBe(phone)
  }
  expect(readPhoneCell('0812345678 / 0813456789')).toBe(phone)
  expect(readPhoneCell('12')).toBeUndefined()
  expect(
    ['Rp 150.000', '150000', '150,000', '(20.000)', '-', '-20000'].map(readRupiahCell),
  ).toEqual([150_000, 150_000, 150_000, -20_000, 0, -20_000])
  const days = ['2026-12-31', '31/12/2026', '31 Des 2026', '10', 'tgl 2', '32/13/2026']
  expect(days.map((day) => readDayCell(day, '2026-11-05'))).toEqual([
    '2026-12-31',
    '2026-12-31',
    '2026-12-31',
    '2026-11-10',
    '2026-12-02',
    undefined,
  ])
})
