import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keptSecretKey } from '../../../src/adapters/secrets/kept-secret-key.ts'
import { createSecrets } from '../../../src/adapters/secrets/secrets.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const secrets = createSecrets(KEY)

test('what is sealed opens again, also after a restart, and shows nothing in between', () => {
  for (const plain of ['', 'rahasia', 'kata sandi 🔑 ✓', 'x'.repeat(100_000)]) {
    expect(createSecrets(KEY).open(secrets.seal(plain))).toBe(plain)
  }
  expect(secrets.seal('rahasia').includes('rahasia')).toBe(false)
})

test('the same secret never looks the same twice', () => {
  expect(secrets.seal('rahasia').equals(secrets.seal('rahasia'))).toBe(false)
})

test('one changed bit anywhere and it does not open', () => {
  const sealed = secrets.seal('rahasia')
  for (let byte = 0; byte < sealed.length; byte++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(byte) ^ 1, byte)
    expect(() => secrets.open(changed)).toThrow(
      /not a sealed value|another SECRET_KEY|authenticate/,
    )
  }
  expect(() => secrets.open(sealed.subarray(0, -1))).toThrow(/authenticate/)
  expect(() => secrets.open(Buffer.alloc(0))).toThrow('not a sealed value')
})

test('a value of another key is named as such', () => {
  const other = createSecrets(Buffer.alloc(32, 8).toString('base64'))
  expect(() => other.open(secrets.seal('rahasia'))).toThrow('sealed with another SECRET_KEY')
})

test('a signature for one purpose is worth nothing for another', () => {
  const signature = secrets.sign('file', 'invoice-7.pdf')
  expect(signature).toMatch(/^[\w-]{43}$/)
  expect(createSecrets(KEY).sign('file', 'invoice-7.pdf')).toBe(signature)
  expect(secrets.sign('pay', 'invoice-7.pdf')).not.toBe(signature)
  expect(secrets.sign('file', 'invoice-8.pdf')).not.toBe(signature)
})

test('tokens are long and never the same', () => {
  const tokens = Array.from({ length: 1000 }, () => secrets.token())
  expect(new Set(tokens).size).toBe(1000)
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/)
})

test('a short key is refused', () => {
  expect(() => createSecrets(randomBytes(31).toString('base64'))).toThrow('32 bytes')
})

function folder() {
  const made = mkdtempSync(path.join(tmpdir(), 'wicara-key-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('the sandbox keeps one key, which only its owner can read', async () => {
  const dataDir = path.join(folder(), 'not', 'there', 'yet')
  const keys = await Promise.all(Array.from({ length: 8 }, () => keptSecretKey(dataDir)))
  expect(new Set(keys).size).toBe(1)
  expect(Buffer.from(keys[0] ?? '', 'base64')).toHaveLength(32)
  expect(await keptSecretKey(dataDir)).toBe(keys[0])
  expect(readdirSync(dataDir)).toEqual(['secret-key'])
  expect(statSync(path.join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600)
})

test('an emptied key file is said, not replaced: what it sealed would be lost', async () => {
  const dataDir = folder()
  writeFileSync(path.join(dataDir, 'secret-key'), '')
  await expect(keptSecretKey(dataDir)).rejects.toThrow('secret-key is empty')
})
