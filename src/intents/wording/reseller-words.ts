import type { NoticeDetails } from '../../domain/messages/notice.ts'
import type { CommissionReport } from '../../domain/resellers/commission-report.ts'
import type { CommissionPaper } from '../../domain/resellers/draw-commission.ts'
import type { StatementPaper } from '../../domain/resellers/draw-statement.ts'
import type { Sales } from '../../domain/resellers/reseller.ts'
import type { Reply } from '../intent.ts'
import type { TemplatedCode } from './templates/word-template.ts'

type Code = Extract<Exclude<keyof NoticeDetails, TemplatedCode>, `reseller.${string}`>

export type ResellerNotices = { [C in Code]: (details: NoticeDetails[C]) => Reply }

export type SoldLine = {
  quantity: number
  package: string
  amountRupiah: number
  retailRupiah: number
  depositRupiah: number
  receiptNumber: string
}

export type StandingLine = {
  depositRupiah: number
  today: Sales
  month: Sales
  /** Ready lines, the newest first. */
  movements: string[]
}

/** What is said to resellers, and about them. */
export type ResellerReplies = {
  menu: (name: string | null, deposit: string) => string
  menuSell: string
  menuTopUp: string
  menuStatement: string
  menuSales: string
  menuPrices: string
  choose: string
  offer: (name: string, price: string, terms: string) => string
  noneForSale: string
  unknownPackage: (typed: string) => string
  badPhone: (typed: string) => string
  tooMany: (max: number) => string
  sellAsk: (sale: {
    quantity: number
    package: string
    amount: string
    to: string | null
  }) => string
  sold: (sale: SoldLine) => string
  short: (sale: {
    quantity: number
    package: string
    amount: string
    deposit: string
    missing: string
  }) => string
  topUpBy: (amount: string) => string
  topUp: (order: { amount: string; url: string; until: string }) => string
  standing: (standing: StandingLine) => string
  movement: (one: {
    at: string
    kind: keyof StatementPaper['words']['kinds']
    amount: string
    what: string
    to: string | null
  }) => string
  kinds: StatementPaper['words']['kinds']
  account: string
  thisMonthPdf: string
  lastMonthPdf: string
  drawing: (month: string) => string
  badMonth: (typed: string) => string
  sales: (month: string, lines: string[], total: Sales) => string
  noSales: (month: string) => string
  salesLine: (name: string, sales: Sales) => string
  otherMonth: (month: string) => string
  prices: (lines: string[]) => string
  priceLine: (name: string, price: string, retail: string) => string

  added: (one: {
    name: string
    isNew: boolean
    told: boolean
    low: string
    deposit: string
  }) => string
  list: (lines: string[], total: string) => string
  listLine: (one: {
    id: number
    name: string
    phone: string | null
    deposit: string
    pieces: number
    left: boolean
  }) => string
  none: string
  card: (one: {
    id: number
    name: string
    phone: string | null
    low: string
    left: boolean
  }) => string
  priceAsk: (ask: {
    who: string | null
    package: string
    price: string
    above: string | null
    below: string | null
  }) => string
  priceSet: (set: { who: string | null; package: string; price: string }) => string
  priceReset: (set: { who: string | null; package: string }) => string
  depositAsk: (name: string, amount: string) => string
  deposited: (name: string, amount: string, deposit: string, receipt: string | null) => string
  report: (month: string, report: CommissionReport) => string
  noReport: (month: string) => string
  paper: (month: string) => CommissionPaper['words']
}
