import { isIPv4 } from 'node:net'
import { note } from './log.ts'
import type { PppProfile, PppSecret, PppSession, State } from './state.ts'
import { insert } from './state.ts'

/** Who dials in, what address he gets, and how much he moves. */

export type PppOutcome = { ok: true; address: string } | { ok: false; message: string }

export type Ppp = {
  state: State
  now: () => number
  /** What every session downloads while it lasts; it sends an eighth of that. */
  bytesPerSecond: number
}

/** A change of a secret leaves its live session alone: it lasts until it is ended by itself. */
export function dial(
  ppp: Ppp,
  { name, password, callerId }: { name: string; password: string; callerId: string },
): PppOutcome {
  const { state, now } = ppp
  const secret = findSecret(state, name)
  if (!secret || secret.disabled || secret.password !== password) {
    note(state, now(), 'pppoe,ppp,error', `user ${name} authentication failed`)
    return { ok: false, message: `authentication failed for ${name}` }
  }
  if (secret.callerId && secret.callerId !== callerId) {
    return { ok: false, message: `caller ID ${callerId} is not allowed for ${name}` }
  }
  const profile = state.pppProfiles.items.get(secret.profile)
  if (profile?.onlyOne === 'yes') hangUp(ppp, name)
  const address = addressFor(state, secret, profile)
  insert(state.pppActive, {
    name,
    callerId,
    address,
    profile: profile?.name ?? '',
    rateLimit: profile?.rateLimit ?? '',
    addressList: profile?.addressList ?? '',
    startedAt: now(),
    downloaded: 0,
    uploaded: 0,
  })
  const line = `${name} logged in, ${address} from ${callerId}`
  note(state, now(), 'pppoe,ppp,info,account', line)
  return { ok: true, address }
}

export function hangUp(ppp: Ppp, name: string): boolean {
  const theirs = sessionsOf(ppp.state, name)
  for (const session of theirs) endPppSession(ppp, session)
  return theirs.length > 0
}

export function endPppSession(ppp: Ppp, session: PppSession): void {
  const { state, now } = ppp
  const { name, address, callerId, startedAt } = session
  state.pppActive.items.delete(session.id)
  const secret = findSecret(state, name)
  if (secret) secret.lastLoggedOutAt = now()
  const { downloaded, uploaded } = trafficOf(ppp, session)
  const seconds = Math.floor((now() - startedAt) / 1_000)
  const figures = `${seconds} ${uploaded} ${downloaded}`
  const line = `${name} logged out, ${figures} from ${callerId}, ${address}`
  note(state, now(), 'pppoe,ppp,info,account', line)
}

/** The customer moves so much at once. */
export function move(
  { state }: Ppp,
  name: string,
  bytes: { downloaded: number; uploaded: number },
): void {
  const [session] = sessionsOf(state, name)
  if (!session) return
  session.downloaded += bytes.downloaded
  session.uploaded += bytes.uploaded
}

export function trafficOf({ now, bytesPerSecond }: Ppp, session: PppSession) {
  const seconds = Math.max(0, now() - session.startedAt) / 1_000
  return {
    downloaded: session.downloaded + Math.floor(seconds * bytesPerSecond),
    uploaded: session.uploaded + Math.floor((seconds * bytesPerSecond) / 8),
  }
}

/** An address, whether the secret or the profile names it, beats any pool; of two of a kind, the secret's. */
function addressFor(state: State, secret: PppSecret, profile: PppProfile | undefined): string {
  const offers = [secret.remoteAddress, profile?.remoteAddress ?? ''].filter((text) => text !== '')
  const fixed = offers.find((text) => isIPv4(text))
  const number = state.pppActive.nextId
  const pool = `10.${poolNumber(offers[0] ?? '')}.${Math.floor(number / 250) % 250}`
  return fixed ?? `${pool}.${2 + (number % 250)}`
}

/** Every pool has a network of its own; where none is named, it is 10.10. */
function poolNumber(name: string): number {
  const sum = Buffer.from(name).reduce((total, byte) => total + byte, 0)
  return name === '' ? 10 : 20 + (sum % 200)
}

function findSecret(state: State, name: string): PppSecret | undefined {
  for (const secret of state.pppSecrets.items.values()) if (secret.name === name) return secret
  return undefined
}

function sessionsOf(state: State, name: string): PppSession[] {
  return [...state.pppActive.items.values()].filter((session) => session.name === name)
}
