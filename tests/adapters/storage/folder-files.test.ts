import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folderFiles } from '../../../src/adapters/storage/folder-files.ts'

function open() {
  const root = mkdtempSync(path.join(tmpdir(), 'wicara-files-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  return { files: folderFiles(root), root }
}

const bytes = (text: string) => new TextEncoder().encode(text)

test('what was put is there, the newest of it, and nothing else is left lying about', async () => {
  const { files, root } = open()
  await files.put('batches/12/sheet-a4.pdf', bytes('first'))
  await files.put('batches/12/sheet-a4.pdf', bytes('second'))
  expect(String(await files.get('batches/12/sheet-a4.pdf'))).toBe('second')
  expect(readdirSync(path.join(root, 'batches/12'))).toEqual(['sheet-a4.pdf'])
})

test('what was never put is not there', async () => {
  await expect(open().files.get('nothing.pdf')).rejects.toThrow('ENOENT')
})

test('what was removed is gone, and removing it again is no fault', async () => {
  const { files } = open()
  await files.put('qr.png', bytes('x'))
  await files.remove('qr.png')
  await files.remove('qr.png')
  await expect(files.get('qr.png')).rejects.toThrow('ENOENT')
})

test('twenty writers at once leave one whole file', async () => {
  const { files } = open()
  const texts = Array.from({ length: 20 }, (_, n) => String(n).repeat(10_000))
  await Promise.all(texts.map((text) => files.put('report.csv', bytes(text))))
  expect(texts).toContain(String(await files.get('report.csv')))
})

test('no key leads out of the folder', async () => {
  const { files } = open()
  const keys = [
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    '',
    '.',
    'a/.',
    '.hidden',
    'a\\..\\x',
    'a\0b',
  ]
  for (const key of keys) {
    await expect(files.put(key, bytes('x'))).rejects.toThrow('Not a file key')
    await expect(files.remove(key)).rejects.toThrow('Not a file key')
    await expect(async () => files.get(key)).rejects.toThrow('Not a file key')
  }
})
