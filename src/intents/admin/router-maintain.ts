import { addDays, dayOf, startOfDay } from '../../domain/day.ts'
import { chooseRouter } from '../../domain/routers/choose-router.ts'
import { maintainRouter, resumeRouter } from '../../domain/routers/maintain-router.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readDuration } from '../understand/read-quantity.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'
import { routerName } from './router-arguments.ts'
import { onPanel, panelInput, slotOf } from './router-panel.ts'

export const routerMaintain = defineIntent({
  name: 'router.maintain',
  who: { permission: 'routers.manage' },
  command: {
    noun: 'router',
    verb: 'perawatan',
    aliases: ['maintenance', 'rawat'],
    positional: ['nama'],
    about: { id: 'Mulai mode perawatan router', en: 'Begin maintenance of a router' },
    examples: ['/router perawatan pusat sampai=14:00', '/router perawatan pusat sampai="2 jam"'],
  },
  arguments: [
    routerName,
    rare('sampai', ['until', 'selama', 'for'], 'Sampai jam berapa?', 'Until when?'),
  ],
  input: panelInput.extend({ sampai: typed(readUntil).optional() }),

  async run(deps, { nama, sampai, slot }, turn) {
    const { timeZone } = deps.business
    const until = sampai ? instantOf(sampai, { now: deps.now(), timeZone }) : null
    const begun = await maintainRouter(deps, { name: nama, until, by: turn.person })
    const text = words(turn).routers.maintaining(begun.name, begun.until)
    return onPanel(turn, { name: begun.name, slot, text, inMaintenance: true })
  },
})

const OFFERED_MINUTES = [30, 60, 120, 240]

/** The button of a panel: asks until when, in the panel itself. */
export const routerMaintainAsk = defineIntent({
  name: 'router.maintain_ask',
  who: { permission: 'routers.manage' },
  input: panelInput,

  async run(deps, { nama, slot }, turn) {
    const { routers } = words(turn)
    const { name } = await chooseRouter(deps, nama)
    const panel = { nama: name, slot: slotOf(turn, slot) }
    const choice = (label: string, more: { sampai?: string }) => ({
      label,
      act: { intent: 'router.maintain', input: { ...panel, ...more } },
    })
    return {
      text: routers.maintainAsk(name),
      choices: [
        ...OFFERED_MINUTES.map((minutes) =>
          choice(routers.forMinutes(minutes), { sampai: `${minutes} menit` }),
        ),
        choice(routers.untilEnded, {}),
        { label: routers.back, act: { intent: 'router.show', input: panel } },
      ],
      slot: panel.slot,
    }
  },
})

export const routerResume = defineIntent({
  name: 'router.resume',
  who: { permission: 'routers.manage' },
  command: {
    noun: 'router',
    verb: 'selesai',
    aliases: ['resume', 'end', 'lanjut'],
    positional: ['nama'],
    about: { id: 'Akhiri mode perawatan router', en: 'End maintenance of a router' },
    examples: ['/router selesai pusat'],
  },
  arguments: [routerName],
  input: panelInput,

  async run(deps, { nama, slot }, turn) {
    const { name } = await resumeRouter(deps, { name: nama, by: turn.person })
    const text = words(turn).routers.resumed(name)
    return onPanel(turn, { name, slot, text, inMaintenance: false })
  },
})

type Until = { hour: number; minute: number } | { seconds: number }

/** "14:00", "14.00", "jam 14", or how long: "2 jam". */
function readUntil(text: string): Until | undefined {
  const [, hour, minute = '0'] =
    /^(?:jam|pukul|at)?\s*([01]?\d|2[0-3])(?:[:.]([0-5]\d))?$/i.exec(text) ?? []
  if (hour !== undefined) return { hour: Number(hour), minute: Number(minute) }
  const seconds = readDuration(text)
  return typeof seconds === 'number' && seconds <= LONGEST_SECONDS ? { seconds } : undefined
}

const LONGEST_SECONDS = 30 * 86_400

/** A time of day is the next one: at 22:00, "06:00" is tomorrow's. */
function instantOf(until: Until, { now, timeZone }: { now: Date; timeZone: string }): Date {
  if ('seconds' in until) return new Date(now.getTime() + until.seconds * 1_000)
  const today = dayOf(now, timeZone)
  const [soon, later] = [today, addDays(today, 1)].map(
    (day) => startOfDay(day, timeZone).getTime() + (until.hour * 60 + until.minute) * 60_000,
  )
  return new Date(soon !== undefined && soon > now.getTime() ? soon : (later ?? 0))
}
