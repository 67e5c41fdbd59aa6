import type { Language } from '../../domain/people/person.ts'

/** "21 November 2026 pukul 14.05", in business time. */
export function sayWhen(instant: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  })
    .format(instant)
    .replaceAll('\u00A0', ' ')
}

/** "2 Februari 2027" from a business day. */
export function sayDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    dateStyle: 'long',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** "Senin, 2 Februari 2027" from a business day. */
export function sayWeekday(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** "November 2026" from one of its days. */
export function sayMonth(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** "1 – 31 Desember 2026" from two business days. */
export function sayPeriod({ from, to }: { from: string; to: string }, language: Language): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    dateStyle: 'long',
  })
    .formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`))
    .replaceAll(/[\u00A0\u2009\u202F]/g, ' ')
}
