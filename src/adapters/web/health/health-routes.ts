import { performance } from 'node:perf_hooks'
import type { Logger } from 'pino'
import { json, type Route } from '../route.ts'
import { sharedFor } from '../shared-for.ts'

const HEALTH_PARTS = [
  'database',
  'queue',
  'storage',
  'whatsapp',
  'telegram',
  'routers',
  'external',
] as const
type HealthPart = (typeof HEALTH_PARTS)[number]

/** `off` is not configured: it counts neither way. */
export type Finding = { status: 'healthy' | 'degraded' | 'down' | 'off'; note?: string }

/** One look at one thing we depend on. A part may have several; a part with none is off. */
export type HealthCheck = {
  part: HealthPart
  /** Says which, where a part has several: `duitku`, `session main`. */
  name: string
  /** Without it nothing works, so we are down when it is. Anything else leaves us degraded. */
  essential?: boolean
  deadlineMs: number
  /** Throwing, or not answering in time, is down. Notes are public: no secrets, no numbers of people. */
  look: (signal: AbortSignal) => Promise<Finding>
}

type Looked = Finding & { part: HealthPart; name: string; essential: boolean; ms: number }

const FRESH_MS = 1000
const COMING_MS = 1500

/** `coming` are those that come and go while we run. */
export function healthRoutes(
  checks: HealthCheck[],
  log: Pick<Logger, 'warn'>,
  coming: () => Promise<HealthCheck[]> = async () => [],
): Route[] {
  const looks = checks.map((check) => ({
    part: check.part,
    run: sharedFor(FRESH_MS, () => lookInTime(check, log)),
  }))
  const lookAtComing = sharedFor(FRESH_MS, async () => {
    const late = AbortSignal.timeout(COMING_MS)
    const now = await Promise.race([coming(), whenAborted(late)]).catch(() => [])
    return Promise.all(now.map((check) => lookInTime(check, log)))
  })
  const lookAt = async (part?: HealthPart) => {
    const wanted = looks.filter((look) => part === undefined || look.part === part)
    const [looked, came] = await Promise.all([
      Promise.all(wanted.map((look) => look.run())),
      lookAtComing(),
    ])
    return report(part, [
      ...looked,
      ...came.filter((one) => part === undefined || one.part === part),
    ])
  }
  const route = (path: string, part?: HealthPart): Route => ({
    method: 'GET',
    path,
    audience: 'machines',
    handle: async () => {
      const answer = await lookAt(part)
      return json(answer, answer.status === 'down' ? 503 : 200)
    },
  })
  return [route('/health'), ...HEALTH_PARTS.map((part) => route(`/health/${part}`, part))]
}

function report(part: HealthPart | undefined, looked: Looked[]) {
  const checks: Record<string, Finding & { ms?: number }> = {}
  for (const { part: of, name, status, note, ms } of looked) {
    const key = of === name ? of : `${of}/${name}`
    checks[key] = { status, ...(note !== undefined && { note }), ms }
  }
  for (const known of part === undefined ? HEALTH_PARTS : [part]) {
    if (!looked.some((look) => look.part === known)) checks[known] = { status: 'off' }
  }
  return { status: part === undefined ? wholeStatus(looked) : partStatus(looked), checks }
}

function wholeStatus(looked: Looked[]) {
  if (looked.some(({ essential, status }) => essential && status === 'down')) return 'down'
  return looked.every(isFine) ? 'healthy' : 'degraded'
}

/** A part is down when all of it is, or what it cannot do without. */
function partStatus(looked: Looked[]) {
  const on = looked.filter(({ status }) => status !== 'off')
  if (on.length > 0 && on.every(({ status }) => status === 'down')) return 'down'
  return wholeStatus(on)
}

function isFine({ status }: Finding) {
  return status === 'healthy' || status === 'off'
}

async function lookInTime(check: HealthCheck, log: Pick<Logger, 'warn'>): Promise<Looked> {
  const { part, name, essential = false, deadlineMs } = check
  const from = performance.now()
  const late = AbortSignal.timeout(deadlineMs)
  const finding = await Promise.race([check.look(late), whenAborted(late)]).catch(
    (error: unknown): Finding => {
      if (late.aborted) return { status: 'down', note: `no answer in ${deadlineMs} ms` }
      log.warn({ err: error, part, check: name }, 'a health check failed')
      return { status: 'down', note: 'failed' }
    },
  )
  return { ...finding, part, name, essential, ms: Math.round(performance.now() - from) }
}

function whenAborted(signal: AbortSignal) {
  return new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('too late')), { once: true })
  })
}
