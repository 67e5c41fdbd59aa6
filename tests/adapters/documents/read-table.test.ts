import { afterAll, expect, test } from 'vitest'
import { createDocuments } from '../../../src/adapters/documents/create-documents.ts'
import { quiet } from './quiet.ts'
import { workbookParts, zip } from './zip.ts'

const documents = createDocuments({ log: quiet })
afterAll(() => documents.close())

const MEGABYTE = 1_048_576
const ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Budi</t></is></c></row>'
const TOO_MUCH = {
  name: 'Refusal',
  code: 'table.too_big',
  details: { limit: 'megabytes', max: 60 },
}
const BROKEN = {
  name: 'Refusal',
  code: 'table.unreadable',
  details: { name: 'data.xlsx', why: 'broken' },
}

async function read(bytes: Uint8Array, from = documents) {
  const mime = 'application/octet-stream'
  return (await from.readTable(bytes, { mime, name: 'data.xlsx' })).sheets
}

const zeros = (megabytes: number, declared = {}) => ({
  name: 'xl/worksheets/sheet2.xml',
  content: Buffer.alloc(megabytes * MEGABYTE),
  declared,
})

test('an ordinary workbook is read, whichever program packed it', async () => {
  const parts = workbookParts(ROW)
  expect(await read(zip(parts))).toEqual([{ name: 'S0', rows: [['Budi']] }])
  const empty = { name: 'xl/empty.xml', content: Buffer.alloc(0) }
  expect(await read(zip([...parts, empty]))).toHaveLength(1)
})

test('a small file that would unpack to very much is refused before it is unpacked', async () => {
  const parts = workbookParts(ROW)
  // Its sum alone is no reason; that nothing a person writes packs so well is.
  await expect(read(zip([...parts, zeros(2)]))).rejects.toMatchObject(TOO_MUCH)
  await expect(read(zip([...parts, zeros(61)]))).rejects.toMatchObject(TOO_MUCH)
  const share = { packed: MEGABYTE, unpacked: 31 * MEGABYTE }
  const halves = [zeros(1, share), { ...zeros(1, share), name: 'xl/other.xml' }]
  await expect(read(zip([...parts, ...halves]))).rejects.toMatchObject(TOO_MUCH)
})

test('a file of too many parts is refused', async () => {
  const many = Array.from({ length: 1_000 }, (_, at) => ({ ...zeros(0), name: `${at}` }))
  await expect(read(zip([...workbookParts(ROW), ...many]))).rejects.toMatchObject(BROKEN)
})

test('a directory that lies about what is inside opens nothing beyond what it says', async () => {
  const parts = workbookParts(' '.repeat(20 * MEGABYTE))
  const lying = (declared: object) =>
    zip(parts.map((part, at) => (at === parts.length - 1 ? { ...part, declared } : part)))
  for (const lie of [
    { unpacked: 20_000, crc: 0 },
    { unpacked: 0, crc: 0 },
    { unpacked: 0, packed: 0, crc: 0, flags: 8 },
  ]) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(read(lying(lie))).rejects.toMatchObject(BROKEN)
  }
})

test('a file whose reading never ends is refused, and the next one is read', async () => {
  const warned: unknown[] = []
  const log = { ...quiet, warn: (about: unknown) => void warned.push(about) }
  const hurried = createDocuments({ log: log as typeof quiet, timeoutMs: 3_000 })
  try {
    const cells = Array.from(
      { length: 20_000 },
      (_, at) => `<row r="${at + 1}"><c><v>${at}</v></c></row>`,
    )
    const endless = read(zip(workbookParts(cells.join(''), 2_000)), hurried)
    const next = read(zip(workbookParts(ROW)), hurried)
    await expect(endless).rejects.toMatchObject(TOO_MUCH)
    expect(await next).toHaveLength(1)
    expect(warned).toMatchObject([
      { document: 'readTable', err: { message: 'readTable took over 3000 ms' } },
    ])
  } finally {
    await hurried.close()
  }
})
