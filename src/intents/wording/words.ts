import type { Language, Person } from '../../domain/people/person.ts'
import { chats as chatsEn } from './en/chats.ts'
import { core as coreEn } from './en/core.ts'
import { payments as paymentsEn } from './en/payments.ts'
import { people as peopleEn } from './en/people.ts'
import { refusals as refusalsEn } from './en/refusals.ts'
import { reports as reportsEn } from './en/reports.ts'
import { chats as chatsId } from './id/chats.ts'
import { core as coreId } from './id/core.ts'
import { payments as paymentsId } from './id/payments.ts'
import { people as peopleId } from './id/people.ts'
import { refusals as refusalsId } from './id/refusals.ts'
import { reports as reportsId } from './id/reports.ts'

const all = {
  id: {
    chats: chatsId,
    core: coreId,
    payments: paymentsId,
    people: peopleId,
    refusals: refusalsId,
    reports: reportsId,
  },
  en: {
    chats: chatsEn,
    core: coreEn,
    payments: paymentsEn,
    people: peopleEn,
    refusals: refusalsEn,
    reports: reportsEn,
  },
}

export function wordsIn(language: Language) {
  return all[language]
}

/** The words of whoever wrote this turn. */
export function words({ person }: { person: Pick<Person, 'language'> }) {
  return all[person.language]
}
