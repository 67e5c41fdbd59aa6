import type { Language, Person } from '../../domain/people/person.ts'
import { chats as chatsEn } from './en/chats.ts'
import { core as coreEn } from './en/core.ts'
import { packages as packagesEn } from './en/packages.ts'
import { leads as leadsEn } from './en/leads.ts'
import { payments as paymentsEn } from './en/payments.ts'
import { people as peopleEn } from './en/people.ts'
import { pins as pinsEn } from './en/pins.ts'
import { refusals as refusalsEn } from './en/refusals.ts'
import { reports as reportsEn } from './en/reports.ts'
import { routers as routersEn } from './en/routers.ts'
import { vouchers as vouchersEn } from './en/vouchers.ts'
import { chats as chatsId } from './id/chats.ts'
import { core as coreId } from './id/core.ts'
import { packages as packagesId } from './id/packages.ts'
import { leads as leadsId } from './id/leads.ts'
import { payments as paymentsId } from './id/payments.ts'
import { people as peopleId } from './id/people.ts'
import { pins as pinsId } from './id/pins.ts'
import { refusals as refusalsId } from './id/refusals.ts'
import { reports as reportsId } from './id/reports.ts'
import { routers as routersId } from './id/routers.ts'
import { vouchers as vouchersId } from './id/vouchers.ts'

const all = {
  id: {
    chats: chatsId,
    core: coreId,
    packages: packagesId,
    leads: leadsId,
    payments: paymentsId,
    people: peopleId,
    pins: pinsId,
    refusals: refusalsId,
    reports: reportsId,
    routers: routersId,
    vouchers: vouchersId,
  },
  en: {
    chats: chatsEn,
    core: coreEn,
    packages: packagesEn,
    leads: leadsEn,
    payments: paymentsEn,
    people: peopleEn,
    pins: pinsEn,
    refusals: refusalsEn,
    reports: reportsEn,
    routers: routersEn,
    vouchers: vouchersEn,
  },
}

export function wordsIn(language: Language) {
  return all[language]
}

/** The words of whoever wrote this turn. */
export function words({ person }: { person: Pick<Person, 'language'> }) {
  return all[person.language]
}
