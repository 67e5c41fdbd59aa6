import { expect, test } from 'vitest'
import { Rejected } from '../../../src/domain/fault.ts'
import { keepMedia } from '../../../src/domain/media/keep-media.ts'
import { fileProblem } from '../../../src/domain/media/sent-file.ts'

const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex')
const ZIP = Buffer.from('504b0304', 'hex')

async function keep(bytes: Buffer, name: string, mime = 'application/octet-stream') {
  const kept = new Map<string, Uint8Array>()
  const files = {
    put: async (key: string, given: Uint8Array) => void kept.set(key, given),
    get: async (key: string) => kept.get(key) ?? Buffer.alloc(0),
    remove: async (key: string) => void kept.delete(key),
  }
  const download = async () => ({ bytes, mime: 'application/octet-stream' })
  const fetching = { download, signal: AbortSignal.timeout(1_000) }
  const file = await keepMedia({ files }, fetching, { accountId: 1, ref: 'a/b', mime, name })
  expect(kept.get(file.key)).toEqual(bytes)
  return file
}

const whyNot = (bytes: Buffer, name: string, mime?: string) =>
  keep(bytes, name, mime).then(
    () => 'kept',
    (error: unknown) => (error instanceof Rejected ? fileProblem(error) : error),
  )

test.each<[string, Buffer, string, string]>([
  ['a photo', JPEG, 'foto.jpg', 'image/jpeg'],
  ['a PDF that a scanner made', Buffer.from('junk\n%PDF-1.7 …'), 'paspor.pdf', 'application/pdf'],
  [
    'a workbook',
    Buffer.concat([ZIP, Buffer.from('…[Content_Types].xml…xl/workbook.xml…')]),
    'data.xlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  [
    'a table of an old Excel',
    Buffer.from('nama;hp\r\nAndr\xe9;0812', 'latin1'),
    'a.csv',
    'text/csv',
  ],
])('%s is kept as what it is', async (_what, bytes, name, mime) => {
  expect(await keep(bytes, name)).toMatchObject({ name, mime })
})

test('a picture that calls itself a PDF is a picture, by name too', async () => {
  expect(await keep(JPEG, '../../etc/pass"wd.pdf', 'application/pdf')).toMatchObject({
    mime: 'image/jpeg',
    name: '.._.._etc_pass_wd.jpg',
  })
})

test.each([
  ['a program', Buffer.from('MZ\x90\x00'), 'foto.jpg'],
  ['a page', Buffer.from('<html><script>'), 'data.csv'],
  ['a zip that is no workbook', ZIP, 'data.xlsx'],
  ['text that is no table', Buffer.from('halo'), 'halo.docx'],
  ['nothing', Buffer.alloc(0), 'kosong.csv'],
])('%s is refused, whatever it is called', async (_what, bytes, name) => {
  expect(await whyNot(bytes, name, 'image/jpeg')).toBe('wrong_kind')
})

test('a film of a photo is too big', async () => {
  expect(await whyNot(Buffer.concat([JPEG, Buffer.alloc(10_000_000)]), 'foto.jpg')).toBe('too_big')
})
