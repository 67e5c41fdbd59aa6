import { listRouters } from '../../domain/routers/list-routers.ts'
import type { Argument } from '../intent.ts'

export const routerName: Argument = {
  name: 'nama',
  aliases: ['name', 'router'],
  ask: { id: 'Router yang mana?', en: 'Which router?' },
  offer: async (deps) =>
    (await listRouters(deps)).slice(0, 10).map(({ name }) => ({ label: name, value: name })),
}

const PLAIN_PORT = 8728
const TLS_PORT = 8729

export type Address = { host: string; port: number | undefined }

/** "10.10.10.1", "router.kampung.net:8729", "[fd00::1]:8728". */
export function readAddress(text: string): Address | undefined {
  const [, bracketed, plain, port] =
    /^(?:\[([\da-f:]+)\]|([\p{L}\d.-]+))(?::(\d{1,5}))?$/iu.exec(text) ?? []
  const host = bracketed ?? plain
  if (!host || Number(port) > 65_535 || Number(port) === 0) return undefined
  return { host, port: port === undefined ? undefined : Number(port) }
}

/** TLS where it was asked for, or where the port is the one for it. */
export function connectionOf({ host, port }: Address, tls: boolean | undefined) {
  const encrypted = tls ?? port === TLS_PORT
  return { host, port: port ?? (encrypted ? TLS_PORT : PLAIN_PORT), tls: encrypted }
}

/** "wifi.lokal" is enough: the page is /login, as routers have it. */
export function readLoginUrl(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.pathname === '/') url.pathname = '/login'
  return url.href
}
