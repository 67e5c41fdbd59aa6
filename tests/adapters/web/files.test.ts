import { expect, test } from 'vitest'
import { createHmac } from 'node:crypto'
import { fileToken, openFileToken } from '../../../src/adapters/web/files/file-link.ts'
import { disposition } from '../../../src/adapters/web/files/file-routes.ts'
import { NOW, startWeb } from './test-web.ts'

const secrets = {
  seal: () => Buffer.alloc(0),
  open: () => '',
  token: () => '',
  sign: (purpose: string, text: string) =>
    createHmac('sha256', 'key').update(`${purpose}\n${text}`).digest('base64url'),
}
const stored = new Map([['sheets/7.pdf', Buffer.from('%PDF-1.7')]])
const files = {
  put: async () => {},
  get: async (key: string) => {
    const bytes = stored.get(key)
    if (!bytes) throw new Error('no such file')
    return bytes
  },
  remove: async () => {},
}
const link = (over: { key?: string; name?: string; mime?: string; seconds?: number } = {}) => {
  const {
    key = 'sheets/7.pdf',
    name = 'voucher.pdf',
    mime = 'application/pdf',
    seconds = 60,
  } = over
  const expiresAt = new Date(NOW.getTime() + seconds * 1000)
  return fileToken({ secrets }, { file: { key, name, mime }, expiresAt })
}
const start = () =>
  startWeb({ files: { open: (token) => openFileToken({ secrets, files, now: () => NOW }, token) } })

test('a link opens its file until it expires', async () => {
  const { ask } = await start()
  const answer = await ask(`/files/${link()}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-disposition')).toContain('inline; filename="voucher.pdf"')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.text()).toBe('%PDF-1.7')

  const late = await ask(`/files/${link({ seconds: 0 })}`)
  expect(late.status).toBe(404)
  expect(await late.text()).toContain('File tidak bisa dibuka')
})

test('a link that was changed, made up, or leads nowhere opens nothing', async () => {
  const { ask } = await start()
  const [what = '', signature = ''] = link().split('.')
  const other = Buffer.from(JSON.stringify(['secrets/key', 'a', 'b', 9e9])).toString('base64url')
  for (const token of [
    `${other}.${signature}`,
    `${what}.${signature.slice(1)}`,
    `${what}.`,
    what,
    'x',
    '..%2f..%2fetc%2fpasswd',
    link({ key: 'sheets/8.pdf' }),
  ]) {
    const { status } = await ask(`/files/${token}`)
    expect({ token, status }).toEqual({ token, status: 404 })
  }
})

test('a page in disguise is downloaded, never shown', async () => {
  const { ask } = await start()
  const answer = await ask(`/files/${link({ name: 'x.html', mime: 'text/html' })}`)
  expect(answer.headers.get('content-disposition')).toContain('attachment;')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")

  const odd = await ask(`/files/${link({ mime: 'text/html\r\nset-cookie: a=b' })}`)
  expect(odd.headers.get('content-type')).toBe('application/octet-stream')
  expect(odd.headers.get('set-cookie')).toBeNull()
})

test('a name from a chat cannot break out of its header', () => {
  expect(disposition('inline', 'a"; filename="b.exe')).toBe(
    `inline; filename="a_; filename=_b.exe"; filename*=UTF-8''a%22%3B%20filename%3D%22b.exe`,
  )
  expect(disposition('attachment', '../ke\r\nSet-Cookie: x')).toBe(
    `attachment; filename=".._ke__Set-Cookie: x"; filename*=UTF-8''.._ke__Set-Cookie%3A%20x`,
  )
  expect(disposition('attachment', "Kwitansi Bu Sarí's (1).pdf")).toBe(
    `attachment; filename="Kwitansi Bu Sar_'s (1).pdf"; filename*=UTF-8''Kwitansi%20Bu%20Sar%C3%AD%27s%20%281%29.pdf`,
  )
  expect(() => disposition('attachment', 'broken \ud83d.pdf')).not.toThrow()
})
