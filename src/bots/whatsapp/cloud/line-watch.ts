import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Rejected } from '../../../domain/fault.ts'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import { createLineHealth } from '../../line-health.ts'
import { askGraph, type Graph } from './graph.ts'
import {
  type AccountNews,
  badNews,
  complaintOf,
  type Complaint,
  isBanned,
  sessionNews,
  type Standing,
} from './standing.ts'

type Options = {
  graph: Graph
  phoneNumberId: string
  log: Logger
  /** Whoever keeps an eye on all our numbers. */
  report?: Report
  /** The first pause after a failed look at the line; it doubles from there. */
  firstPauseMs?: number
  /** How long a good look is believed. */
  lookEveryMs?: number
}

export type Report = (news: SessionNews) => Promise<void>

/**
 * How one number stands with Meta: is the line there, does the token hold, and what does Meta think
 * of us. A message that goes through proves the line, and changes nothing about our standing.
 */
export function createLineWatch(options: Options) {
  const { graph, phoneNumberId, firstPauseMs = 1000, lookEveryMs = 3_600_000 } = options
  const line = createLineHealth(options.log)
  const stopping = new AbortController()
  const { signal } = stopping
  let ownNumber: string | undefined
  let complaint: Complaint | undefined
  const tellStanding = createStandingReport(options)
  let looking: Promise<void> = Promise.resolve()
  let lookAgain = Promise.withResolvers<void>()

  function worked() {
    if (complaint) line.trouble(complaint.state, complaint.detail)
    else line.fine()
  }

  function failed(error: unknown) {
    const detail = REFUSALS[error instanceof Rejected ? error.code : '']
    if (detail) line.trouble('down', detail)
    return detail !== undefined
  }

  async function look() {
    const told = await askAboutNumber({ graph, phoneNumberId, signal })
    ownNumber = told.number ?? ownNumber
    complaint = told.complaint
    worked()
    await tellStanding({ ...told, number: ownNumber })
  }

  async function keepLooking() {
    for (let failures = 0; !signal.aborted;) {
      let ms = lookEveryMs
      try {
        await look()
        failures = 0
      } catch (error) {
        if (signal.aborted) return
        if (!failed(error)) {
          line.trouble(error instanceof Rejected ? 'down' : 'degraded', messageOf(error))
        }
        ms = Math.min(firstPauseMs * 2 ** failures++, LONGEST_PAUSE_MS)
      }
      const waited = pause(ms, undefined, { signal, ref: false }).catch(() => {})
      await Promise.race([waited, lookAgain.promise])
      lookAgain = Promise.withResolvers<void>()
    }
  }

  return {
    now: line.now,
    ownNumber: () => ownNumber,
    worked,
    failed: (error: unknown) => void failed(error),
    /** Meta has news of the account: bad ones count at once, and the rest is looked up. */
    async hear(news: AccountNews) {
      if (isOfAnother(news, ownNumber)) return
      const bad = badNews(news)
      if (bad) {
        complaint = bad
        worked()
      }
      const told = sessionNews(news)
      if (told) await options.report?.(told)
      lookAgain.resolve()
    },
    async start() {
      looking = keepLooking()
      await Promise.race([line.known, looking])
    },
    async stop() {
      stopping.abort()
      await looking
    },
  }
}

type Found = Awaited<ReturnType<typeof askAboutNumber>>

/** What a look found, for whoever keeps an eye on all our numbers. A report that fails is made at the next look. */
function createStandingReport({ report, log }: Pick<Options, 'report' | 'log'>) {
  let banned = false
  return async (found: Found) => {
    const phone = found.number ?? null
    const detail = found.complaint?.detail ?? null
    try {
      if (found.banned) await report?.({ kind: 'banned', reason: detail ?? '' })
      else if (banned) await report?.({ kind: 'reinstated' })
      banned = found.banned
      await report?.({ kind: 'standing', phone, detail })
    } catch (err) {
      log.warn({ err }, 'how our number stands could not be written down')
    }
  }
}

type About = { graph: Graph; phoneNumberId: string; signal: AbortSignal }

async function askAboutNumber({ graph, phoneNumberId, signal }: About) {
  const ask = (fields: string) =>
    askGraph(graph, {
      method: 'GET',
      path: `${phoneNumberId}?fields=${fields}`,
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
      repeatable: true,
    })
  const { display_phone_number: number } = (await ask(WHO)) as Record<string, unknown>
  // Meta renames these now and then, and an unknown one spoils the whole answer: asked apart.
  const told = await Promise.all([ask(STANDING), ask(LIMIT)].map((said) => said.catch(() => {})))
  const standing = Object.assign({}, ...told) as Standing
  return {
    number: typeof number === 'string' ? `+${digits(number)}` : undefined,
    complaint: complaintOf(standing),
    banned: isBanned(standing),
  }
}

function isOfAnother({ display_phone_number: about }: AccountNews, ours: string | undefined) {
  return about !== undefined && ours !== undefined && digits(about) !== digits(ours)
}
const digits = (number: string) => number.replaceAll(/\D/g, '')
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const REFUSALS: Record<string, string> = {
  token: 'WhatsApp refuses our token: it is wrong, expired, or lacks a permission',
  account_locked: 'WhatsApp has locked the account',
  unpaid: 'WhatsApp wants the account to be paid for',
}
const WHO = 'display_phone_number,verified_name'
const STANDING = 'quality_rating,name_status,status,throughput'
const LIMIT = 'whatsapp_business_manager_messaging_limit'
const LONGEST_PAUSE_MS = 60_000
