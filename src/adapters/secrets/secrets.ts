import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { Secrets } from '../../domain/deps.ts'

// A sealed value: one byte of version, one of key id, 12 of nonce, the ciphertext, 16 of tag.
const VERSION = 1
const HEAD = 2
const NONCE = 12
const TAG = 16

/** Everything that is secret comes from one key, each use with a key of its own (HKDF-SHA256). */
export function createSecrets(secretKeyBase64: string): Secrets {
  const master = Buffer.from(secretKeyBase64, 'base64')
  if (master.length < 32) throw new Error('SECRET_KEY must be 32 bytes or more')
  const sealing = derive(master, 'seal')
  // Tells one SECRET_KEY from another, so that a value of the old key is named as such.
  const keyId = derive(master, 'key id').export().readUInt8(0)
  const signing = new Map<string, KeyObject>()

  return {
    seal(plain) {
      const head = Buffer.of(VERSION, keyId)
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(head)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([head, nonce, body, cipher.getAuthTag()])
    },
    open(sealed) {
      if (sealed.length < HEAD + NONCE + TAG || sealed[0] !== VERSION) {
        throw new Error('This is not a sealed value')
      }
      if (sealed[1] !== keyId) throw new Error('This was sealed with another SECRET_KEY')
      const nonce = sealed.subarray(HEAD, HEAD + NONCE)
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce)
        .setAAD(sealed.subarray(0, HEAD))
        .setAuthTag(sealed.subarray(-TAG))
      const body = sealed.subarray(HEAD + NONCE, -TAG)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
    sign(purpose, text) {
      const key = signing.get(purpose) ?? derive(master, `sign ${purpose}`)
      signing.set(purpose, key)
      return createHmac('sha256', key).update(text).digest('base64url')
    },
    token: () => randomBytes(32).toString('base64url'),
  }
}

/** As an object: to make one of plain bytes costs more than to seal with it. */
function derive(master: Buffer, use: string) {
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, 'wicara', use, 32)))
}
