import { Rejected } from '../../../domain/fault.ts'
import type { WahaApi } from './waha-api.ts'
import type { SessionConfig, WahaSession } from './wire.ts'

/** The life of sessions on a WAHA server: each is one WhatsApp account linked to it. */

/** All of them, stopped ones too. */
export async function listSessions(api: WahaApi, signal: AbortSignal): Promise<WahaSession[]> {
  const all = await api.ask({ method: 'GET', path: 'api/sessions?all=true', signal })
  return Array.isArray(all) ? (all as WahaSession[]) : []
}

export async function findSession(
  api: WahaApi,
  name: string,
  signal: AbortSignal,
): Promise<WahaSession | undefined> {
  try {
    return (await api.ask({ method: 'GET', path: pathOf(name), signal })) as WahaSession
  } catch (error) {
    if (error instanceof Rejected && error.code === 'not_found') return undefined
    throw error
  }
}

/** A new one waits for its code to be scanned. */
export function createSession(
  api: WahaApi,
  given: { name: string; config: SessionConfig },
  signal: AbortSignal,
) {
  const body = { ...given, start: true }
  return api.ask({ method: 'POST', path: 'api/sessions', body, signal, repeatable: true })
}

/** WAHA takes a whole configuration, and stops a running session and starts it again for it. */
export function configureSession(
  api: WahaApi,
  { name, config }: { name: string; config: SessionConfig },
  signal: AbortSignal,
) {
  const path = pathOf(name)
  return api.ask({ method: 'PUT', path, body: { name, config }, signal, repeatable: true })
}

export type SessionVerb = 'start' | 'stop' | 'restart' | 'logout'

export function turnSession(
  api: WahaApi,
  { name, verb }: { name: string; verb: SessionVerb },
  signal: AbortSignal,
) {
  const path = `${pathOf(name)}/${verb}`
  return api.ask({ method: 'POST', path, body: {}, signal, repeatable: true })
}

/** What has to be scanned, as a PNG. Throws `Unreachable` while the session has no code to show. */
export async function fetchQr(api: WahaApi, name: string, signal: AbortSignal) {
  const path = `api/${encodeURIComponent(name)}/auth/qr?format=image`
  const { bytes } = await api.fetchBytes(path, signal, 'image/png')
  return bytes
}

/** The same as text, for whoever draws it himself. */
export async function fetchQrText(api: WahaApi, name: string, signal: AbortSignal) {
  const path = `api/${encodeURIComponent(name)}/auth/qr?format=raw`
  const { value } = (await api.ask({ method: 'GET', path, signal })) as { value?: unknown }
  if (typeof value !== 'string' || value === '') {
    throw new Rejected('WAHA shows no code', { code: 'no_code' })
  }
  return value
}

const pathOf = (name: string) => `api/sessions/${encodeURIComponent(name)}`
