import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const HASH_BYTES = 32

/** Slow on purpose, off the main thread: never inside a transaction. */
export async function hashPin(pin: string, salt: Buffer = randomBytes(16)) {
  return { hash: await derive(pin, salt, HASH_BYTES), salt }
}

export async function matchesPin(pin: string, kept: { hash: Buffer; salt: Buffer }) {
  const { hash } = await hashPin(pin, kept.salt)
  return timingSafeEqual(hash, kept.hash)
}
