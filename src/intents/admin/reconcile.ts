import { z } from 'zod'
import { addDays, type Day, dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import { reconcile as reconcileMonth } from '../../domain/payments/reconcile.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { type MonthSaid, monthSaid, readMonth } from '../understand/read-month.ts'
import { words } from '../wording/words.ts'

const SHOWN = 10
const input = z.object({
  bulan: typed(readMonth).default({ ago: 0 }),
})

/** What gateways say was paid against our books and what they paid out, day by day. */
export const reconcile = defineIntent({
  name: 'report.reconcile',
  who: { permission: 'payments.view' },
  command: {
    noun: 'laporan',
    verb: 'rekon',
    aliases: ['rekonsiliasi', 'reconcile', 'reconciliation'],
    positional: ['bulan'],
    about: {
      id: 'Cocokkan gateway, buku, dan pencairan',
      en: 'Reconcile gateways, books and payouts',
    },
    examples: ['/laporan rekon', '/laporan rekon okt'],
  },
  input,
  async run(deps, { bulan }, turn) {
    const { moneyChecks } = words(turn)
    const month = firstDay(deps, bulan)
    const { gateways, mismatches } = await reconcileMonth(deps, month)
    const shown = mismatches.slice(0, SHOWN)
    return {
      text: [
        moneyChecks.reconcileTitle(month),
        ...(gateways.length === 0 ? [moneyChecks.nothingMoved] : []),
        ...gateways.map(moneyChecks.gatewayMonth),
        '',
        ...(shown.length === 0 ? [moneyChecks.allMatches] : []),
        ...(shown.length > 0 ? [moneyChecks.mismatches(mismatches.length)] : []),
        ...shown.map(moneyChecks.mismatch),
        ...(mismatches.length > SHOWN ? [moneyChecks.more(mismatches.length - SHOWN)] : []),
      ].join('\n'),
      choices: [
        { label: moneyChecks.excel, act: ofMonth('report.reconcile_table', month) },
        { label: moneyChecks.monthBefore, act: ofMonth('report.reconcile', addDays(month, -1)) },
      ],
    }
  },
})

export const reconcileTable = defineIntent({
  name: 'report.reconcile_table',
  who: { permission: 'payments.view' },
  input,
  async run(deps, { bulan }, turn) {
    const { moneyChecks } = words(turn)
    const month = firstDay(deps, bulan)
    await later(deps, {
      kind: 'reconciliation.draw',
      month,
      conversationId: turn.conversationId,
      words: { ...moneyChecks.paper, title: moneyChecks.reconcileTitle(month) },
    })
    return { text: moneyChecks.makingTable }
  },
})

function ofMonth(intent: string, day: Day) {
  return { intent, input: { bulan: day.slice(0, 7) } }
}

function firstDay({ now, business }: Pick<Deps, 'now' | 'business'>, said: MonthSaid) {
  return monthSaid(said, dayOf(now(), business.timeZone))
}
