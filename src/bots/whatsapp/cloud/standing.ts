import type { SessionNews } from '../../../domain/sessions/report-session.ts'

/** What Meta thinks of a number, in its own words. */
export type Standing = {
  quality_rating?: string
  name_status?: string
  status?: string
  throughput?: { level?: string }
  whatsapp_business_manager_messaging_limit?: string
}

export type Complaint = { state: 'degraded' | 'down'; detail: string }

/** News of the account itself: it was locked, held back, or people complain about it. */
export type AccountNews = {
  event?: string
  /** The number it is about; absent where it is all of them. */
  display_phone_number?: string
  current_limit?: string
  max_daily_conversations_per_business?: string
  ban_info?: { waba_ban_state?: string | string[] }
  violation_info?: { violation_type?: string }
  restriction_info?: { restriction_type?: string; expiration?: number | string }[]
}

/** What is wrong with our standing; nothing where Meta is content. The limit is told along with it. */
export function complaintOf(standing: Standing): Complaint | undefined {
  const { quality_rating: quality = '', name_status: name = '', status = '' } = standing
  const bad = [
    ...(BAD_STATUS.test(status) ? [`status ${status}`] : []),
    ...(BAD_QUALITY.test(quality) ? [`quality ${quality}`] : []),
    ...(BAD_NAME.test(name) ? [`name ${name}`] : []),
  ]
  if (bad.length === 0) return undefined
  const limit = standing.whatsapp_business_manager_messaging_limit
  const detail = [
    ...bad,
    ...(limit ? [`limit ${limit}`] : []),
    ...(standing.throughput?.level ? [`throughput ${standing.throughput.level}`] : []),
  ]
  return { state: DOWN.test(status) ? 'down' : 'degraded', detail: detail.join(', ') }
}

/** The part of the news that makes the line worse; what makes it better is looked up. */
export function badNews(news: AccountNews): Complaint | undefined {
  const { event = '', ban_info, violation_info, restriction_info = [] } = news
  const ban = [ban_info?.waba_ban_state ?? []].flat().find((state) => state !== 'REINSTATE')
  if (event === 'DISABLED_UPDATE' && ban === undefined) return undefined
  const detail = [
    event,
    ban,
    violation_info?.violation_type,
    ...restriction_info.map(({ restriction_type }) => restriction_type),
    news.current_limit ?? news.max_daily_conversations_per_business,
  ]
  const state = WORSE[ban === 'DISABLE' ? ban : event]
  return state && { state, detail: detail.filter(Boolean).join(', ') }
}

/** What the house does about it; undefined where it is only to be looked up. */
export function sessionNews(news: AccountNews): SessionNews | undefined {
  const { event = '', ban_info, restriction_info = [] } = news
  const bans = [ban_info?.waba_ban_state ?? []].flat()
  if (bans.includes('DISABLE') || event === 'ACCOUNT_DELETED') {
    return { kind: 'banned', reason: [event, ...bans].filter(Boolean).join(', ') }
  }
  if (bans.includes('REINSTATE')) return { kind: 'reinstated' }
  // Others hold back adding numbers and the like.
  const held = restriction_info.filter(({ restriction_type = '' }) =>
    restriction_type.includes('INITIATED_MESSAGING'),
  )
  if (held.length === 0) return undefined
  const ends = held.flatMap(({ expiration }) => (expiration ? [Number(expiration) * 1000] : []))
  const until = ends.length > 0 ? new Date(Math.max(...ends)) : null
  const reason = held.map(({ restriction_type }) => restriction_type).join(', ')
  return { kind: 'restricted', until, reason }
}

/** That this number itself may not be used any more. */
export function isBanned({ status = '' }: Standing) {
  return status === 'BANNED' || status === 'DELETED'
}

const WORSE: Record<string, Complaint['state']> = {
  DISABLE: 'down',
  ACCOUNT_DELETED: 'down',
  DISABLED_UPDATE: 'degraded',
  ACCOUNT_VIOLATION: 'degraded',
  ACCOUNT_RESTRICTION: 'degraded',
  FLAGGED: 'degraded',
  DOWNGRADE: 'degraded',
}

const DOWN = /^(BANNED|RESTRICTED|DISCONNECTED|DELETED)$/
const BAD_STATUS = /^(BANNED|RESTRICTED|DISCONNECTED|DELETED|FLAGGED|RATE_LIMITED)$/
const BAD_QUALITY = /^(RED|LOW|YELLOW|MEDIUM)$/
const BAD_NAME = /^(DECLINED|EXPIRED)$/
