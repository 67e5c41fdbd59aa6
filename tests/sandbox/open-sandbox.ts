import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { sandboxRoutes } from '../../src/sandbox/routes.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { startWeb } from '../adapters/web/test-web.ts'

export const BUDI = '6281234567801'
export const real = { telegram: false, whatsapp: false, gateway: true }

async function folder() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'wicara-sandbox-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  return dataDir
}

/** The sandbox and its page, without the business behind the phones. */
export async function openSandbox(given: Partial<Parameters<typeof startSandbox>[0]> = {}) {
  const dataDir = given.dataDir ?? (await folder())
  const log = pino({ level: 'silent' })
  const sandbox = await startSandbox({ log, secret: 'x', real, router: true, ...given, dataDir })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= sandbox.stop())
  onTestFinished(stop)
  const ticks: Date[] = []
  const routes = sandboxRoutes({
    sandbox,
    timeZone: 'Asia/Jakarta',
    business: async () => 'Wicara Net',
    promised: async () => [{ amountRupiah: 165_123, customer: "Siti Nur'aini" }],
    settled: () => Promise.resolve(),
    openTeam: () => Promise.resolve(),
    tick: () => {
      ticks.push(sandbox.now())
      return Promise.resolve()
    },
  })
  const { web, url, ask } = await startWeb({ routes })

  async function post(where: string, body: unknown, headers: Record<string, string> = {}) {
    const answer = await ask(`/sandbox/${where}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: answer.status, said: await answer.json() }
  }
  const state = async (customer = '') =>
    (await ask(`/sandbox/state?customer=${customer}`)).json() as Promise<State>
  return { sandbox, web, url, ask, post, state, stop, ticks, dataDir }
}

export type Bubble = { id: string; text: string; mine: boolean; [more: string]: unknown }
export type State = {
  customers: { id: string; name: string }[]
  customer: { id: string; messages: Bubble[]; shown: boolean }
  owner: { messages: Bubble[]; shown: boolean }
  world: {
    minutesAhead: number
    router?: { on: boolean; sessions: { user: string }[]; lines: { name: string }[] }
  }
}
