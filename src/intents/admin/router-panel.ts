import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { may } from '../../domain/people/permission.ts'
import { chooseRouter } from '../../domain/routers/choose-router.ts'
import { dayAndTime } from '../../domain/routers/clock-time.ts'
import { listRouters } from '../../domain/routers/list-routers.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { panelButtons } from '../wording/router-panel.ts'
import { words } from '../wording/words.ts'
import { routerName } from './router-arguments.ts'

/** What every button of a panel carries: which router, and the message that is the panel. */
export const panelInput = z.object({
  nama: z.string().trim().min(1),
  slot: z.string().max(60).optional(),
})

export const routerShow = defineIntent({
  name: 'router.show',
  who: { permission: 'routers.view' },
  command: {
    noun: 'router',
    verb: 'panel',
    aliases: ['buka', 'lihat', 'open', 'show'],
    positional: ['nama'],
    about: { id: 'Buka panel satu router', en: 'Open the panel of one router' },
    examples: ['/router panel pusat'],
  },
  arguments: [routerName],
  input: panelInput,

  async run(deps, { nama, slot }, turn) {
    const { name } = await chooseRouter(deps, nama)
    const summary = (await listRouters(deps)).find((one) => one.name === name)
    const text = summary ? words(turn).routers.line(lineOf(deps, summary)) : name
    return onPanel(turn, { name, slot, text, inMaintenance: summary?.state === 'maintenance' })
  },
})

/** A reply that is the panel, or takes its place; a typed command begins a new one. */
export function onPanel(
  turn: Turn,
  panel: { name: string; slot: string | undefined; text: string; inMaintenance: boolean },
): Reply & { slot: string } {
  const slot = slotOf(turn, panel.slot)
  const manages = may(turn.person, 'routers.manage')
  const choices = panelButtons(words(turn).routers.panel, { ...panel, slot, manages })
  return { text: panel.text, choices, slot }
}

/** Not the router alone: a panel opened yesterday is far up in the chat. */
export function slotOf({ inboxId }: Turn, slot: string | undefined): string {
  return slot ?? `router:${inboxId}`
}

export function lineOf(
  { now, business }: Pick<Deps, 'now' | 'business'>,
  one: Awaited<ReturnType<typeof listRouters>>[number],
) {
  const { maintenance_until: until, down_since: since, reachable } = one
  const at = now()
  const downMs = reachable === false && since ? at.getTime() - since.getTime() : null
  return {
    name: one.name,
    address: `${one.host}:${one.port}${one.tls ? ' (TLS)' : ''}`,
    health: healthOf(one),
    downMinutes: downMs === null ? null : Math.max(1, Math.round(downMs / 60_000)),
    maintenanceUntil: until && dayAndTime(until, { now: at, timeZone: business.timeZone }),
    version: one.version,
    latencyMs: one.latency_ms,
    users: one.users,
    behind: one.behind,
    strangers: one.strangers,
    problem: one.problem,
  }
}

function healthOf({
  state,
  version,
  reachable,
}: Pick<Awaited<ReturnType<typeof listRouters>>[number], 'state' | 'version' | 'reachable'>):
  | 'up'
  | 'down'
  | 'unknown'
  | 'maintenance' {
  if (state === 'maintenance') return 'maintenance'
  if (version === null) return 'unknown'
  return reachable === false ? 'down' : 'up'
}
