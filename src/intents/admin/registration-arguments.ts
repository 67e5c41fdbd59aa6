import { addDays, type Day, dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { listRegistrations } from '../../domain/registrations/show-registration.ts'
import type { Argument } from '../intent.ts'

export const registrationNumber: Argument = {
  name: 'pendaftaran',
  aliases: ['registration', 'nomor'],
  ask: { id: 'Pendaftaran nomor berapa?', en: 'Which registration?' },
  offer: async (deps) =>
    (await listRegistrations(deps)).slice(0, 8).map(({ registrationId, name }) => ({
      value: String(registrationId),
      label: `#${registrationId} ${name}`,
    })),
}

const DAYS_OFFERED = 7

/** The days a technician may come, tomorrow first. */
export function offerDays({ now, business }: Pick<Deps, 'now' | 'business'>) {
  const today = dayOf(now(), business.timeZone)
  return Array.from({ length: DAYS_OFFERED }, (_, ahead) => {
    const day = addDays(today, (ahead + 1) % DAYS_OFFERED)
    return { value: day, label: shortDay(day) }
  })
}

function shortDay(day: Day) {
  const form = { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat('id-ID', form).format(new Date(`${day}T00:00:00Z`))
}

/** `2026-11-05`, `5/11`, `5-11-2026`, "besok", "lusa". A day that is past this year is one of the next. */
export function readInstallDay(text: string, today: Day): Day | undefined {
  const said = text.trim().toLowerCase()
  const near = { 'hari ini': 0, today: 0, besok: 1, tomorrow: 1, lusa: 2 }[said]
  if (near !== undefined) return addDays(today, near)
  const whole = /^(\d{4})-(\d{2})-(\d{2})$/.exec(said)
  const short = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/.exec(said)
  if (!whole && !short) return undefined
  const [year, month, day] = whole
    ? whole.slice(1)
    : [short?.[3] ?? today.slice(0, 4), short?.[2] ?? '', short?.[1] ?? '']
  const wanted = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  if (Number.isNaN(Date.parse(wanted)) || addDays(wanted, 0) !== wanted) return undefined
  if (wanted >= today || whole || short?.[3]) return wanted
  return `${Number(year) + 1}${wanted.slice(4)}`
}
