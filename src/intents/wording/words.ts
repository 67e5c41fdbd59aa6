import type { Language, Person } from '../../domain/people/person.ts'
import { balances as balancesEn } from './en/balances.ts'
import { bills as billsEn } from './en/bills.ts'
import { broadcasts as broadcastsEn } from './en/broadcasts.ts'
import { chats as chatsEn } from './en/chats.ts'
import { core as coreEn } from './en/core.ts'
import { packages as packagesEn } from './en/packages.ts'
import { deliveryReport as deliveryReportEn } from './en/delivery-report.ts'
import { imports as importsEn } from './en/imports.ts'
import { invoices as invoicesEn } from './en/invoices.ts'
import { leads as leadsEn } from './en/leads.ts'
import { messageLog as messageLogEn } from './en/message-log.ts'
import { moneyChecks as moneyChecksEn } from './en/money-checks.ts'
import { payments as paymentsEn } from './en/payments.ts'
import { people as peopleEn } from './en/people.ts'
import { pins as pinsEn } from './en/pins.ts'
import { refusals as refusalsEn } from './en/refusals.ts'
import { registrations as registrationsEn } from './en/registrations.ts'
import { resellers as resellersEn } from './en/resellers.ts'
import { reports as reportsEn } from './en/reports.ts'
import { routers as routersEn } from './en/routers.ts'
import { sending as sendingEn } from './en/sending.ts'
import { sessions as sessionsEn } from './en/sessions.ts'
import { subscriptions as subscriptionsEn } from './en/subscriptions.ts'
import { templates as templatesEn } from './en/templates.ts'
import { tickets as ticketsEn } from './en/tickets.ts'
import { settings as settingsEn } from './en/settings.ts'
import { vouchers as vouchersEn } from './en/vouchers.ts'
import { balances as balancesId } from './id/balances.ts'
import { bills as billsId } from './id/bills.ts'
import { broadcasts as broadcastsId } from './id/broadcasts.ts'
import { chats as chatsId } from './id/chats.ts'
import { core as coreId } from './id/core.ts'
import { packages as packagesId } from './id/packages.ts'
import { deliveryReport as deliveryReportId } from './id/delivery-report.ts'
import { imports as importsId } from './id/imports.ts'
import { invoices as invoicesId } from './id/invoices.ts'
import { leads as leadsId } from './id/leads.ts'
import { messageLog as messageLogId } from './id/message-log.ts'
import { moneyChecks as moneyChecksId } from './id/money-checks.ts'
import { payments as paymentsId } from './id/payments.ts'
import { people as peopleId } from './id/people.ts'
import { pins as pinsId } from './id/pins.ts'
import { refusals as refusalsId } from './id/refusals.ts'
import { registrations as registrationsId } from './id/registrations.ts'
import { resellers as resellersId } from './id/resellers.ts'
import { reports as reportsId } from './id/reports.ts'
import { routers as routersId } from './id/routers.ts'
import { sending as sendingId } from './id/sending.ts'
import { sessions as sessionsId } from './id/sessions.ts'
import { subscriptions as subscriptionsId } from './id/subscriptions.ts'
import { templates as templatesId } from './id/templates.ts'
import { tickets as ticketsId } from './id/tickets.ts'
import { settings as settingsId } from './id/settings.ts'
import { vouchers as vouchersId } from './id/vouchers.ts'

const all = {
  id: {
    balances: balancesId,
    bills: billsId,
    broadcasts: broadcastsId,
    chats: chatsId,
    core: coreId,
    packages: packagesId,
    deliveryReport: deliveryReportId,
    imports: importsId,
    invoices: invoicesId,
    leads: leadsId,
    messageLog: messageLogId,
    moneyChecks: moneyChecksId,
    payments: paymentsId,
    people: peopleId,
    pins: pinsId,
    refusals: refusalsId,
    registrations: registrationsId,
    reports: reportsId,
    resellers: resellersId,
    routers: routersId,
    sending: sendingId,
    sessions: sessionsId,
    subscriptions: subscriptionsId,
    templates: templatesId,
    tickets: ticketsId,
    settings: settingsId,
    vouchers: vouchersId,
  },
  en: {
    balances: balancesEn,
    bills: billsEn,
    broadcasts: broadcastsEn,
    chats: chatsEn,
    core: coreEn,
    packages: packagesEn,
    deliveryReport: deliveryReportEn,
    imports: importsEn,
    invoices: invoicesEn,
    leads: leadsEn,
    messageLog: messageLogEn,
    moneyChecks: moneyChecksEn,
    payments: paymentsEn,
    people: peopleEn,
    pins: pinsEn,
    refusals: refusalsEn,
    registrations: registrationsEn,
    reports: reportsEn,
    resellers: resellersEn,
    routers: routersEn,
    sending: sendingEn,
    sessions: sessionsEn,
    subscriptions: subscriptionsEn,
    templates: templatesEn,
    tickets: ticketsEn,
    settings: settingsEn,
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
